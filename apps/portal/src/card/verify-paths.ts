import { documentSizeBytesMax } from '@madoguchi/card/protocol'

export const verifyPath = '/card/verify'
export const reportPath = '/card/verify/report.pdf'
export const revisionPath = '/card/verify/signed-revision'

/** Of a form, all its documents together. A signed document is its original with a signature behind it, and there may be several. */
export const verifyBytesMax = documentSizeBytesMax + 1024 * 1024
/** Of one form. */
export const documentsMax = 10

/** By then those who wait have been served. */
export const retryAfterS = 15
