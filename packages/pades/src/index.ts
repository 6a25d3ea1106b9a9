/** PDF signatures (PAdES B-B and B-T): prepare, compose what is signed, assemble, verify. Knows nothing of cards. */

export type { SignatureCode, SignDocumentCode, TimeStampCode } from './errors.ts'
export { padesErrors, signatureErrors, signDocumentErrors, timeStampErrors } from './errors.ts'
export type { LaterChange } from './find-later-change.ts'
export type { AssembleOptions, PreparedSignature, PrepareOptions } from './prepare-signature.ts'
export { prepareSignature } from './prepare-signature.ts'
export type { TimeStampOptions } from './request-time-stamp.ts'
export { requestTimeStamp } from './request-time-stamp.ts'
export type { SignatureReport, StampReport, VerifyOptions } from './verify-signed-pdf.ts'
export { verifySignedPdf } from './verify-signed-pdf.ts'
