/** PDF signatures (PAdES B-B and B-T): prepare, compose what is signed, assemble, verify. Knows nothing of cards. */

export { attributeCopy, documentCopy, kindCopy, verdictCopy } from './copy.ja.ts'
export type {
  LaterChangeCode,
  RevocationCode,
  SignatureCode,
  SignDocumentCode,
  TimeStampCode,
  VerifyDocumentCode,
} from './errors.ts'
export {
  padesErrors,
  revocationErrors,
  signatureErrors,
  signDocumentErrors,
  timeStampErrors,
  verdictErrors,
  verifyDocumentErrors,
} from './errors.ts'
export { findAttachedFile } from './find-attached-file.ts'
export { laterCopy } from './later-copy.ja.ts'
export type { Budget } from './pdf/budget.ts'
export { openBudget } from './pdf/budget.ts'
export { budgetMax } from './pdf/limits.ts'
export type { Corner } from './place-seal.ts'
export { corners } from './place-seal.ts'
export { prepareSignature } from './prepare-signature.ts'
export type { VerifyOptions } from './report-signature.ts'
export type { TimeStampOptions } from './request-time-stamp.ts'
export { requestTimeStamp } from './request-time-stamp.ts'
export type { LaterChange } from './revisions/later-change.ts'
export { isContentSame } from './revisions/later-change.ts'
export type { SignatureKind } from './signature-kind.ts'
export type { SignatureReport, SignatureVerdict, VerdictCode } from './signature-report.ts'
export type { SignedPdfAnswer, SignedPdfJob } from './signed-pdf-work.ts'
export { signedPdfWork } from './signed-pdf-work.ts'
export { askRevocation, isNoPdf, readSignedPdf, verifySignedPdf } from './verify-signed-pdf.ts'
