/** Begins here; see docs/decisions/0013-the-card-in-the-browser.md. */
export const version = '0.1.0'
