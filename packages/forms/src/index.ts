/** Begins here. */
export const formsVersion = 1
