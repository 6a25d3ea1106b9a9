/** The one of package.json, which a test compares; the bundle has no package.json beside it. */
export const version = '0.1.0'
