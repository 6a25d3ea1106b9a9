import type { ErrorTable } from '@madoguchi/kit'

/** What a document can be refused for before anybody signs it or looks for signatures. Facts name a `reason`. */
export const signDocumentErrors = {
  DOCUMENT_MALFORMED: { move: 'citizen', http: 422 },
  DOCUMENT_TOO_LARGE: { move: 'citizen', http: 413 },
  /** Looking at it costs more than anybody may ask of us. It may well be whole: nobody looked. */
  DOCUMENT_TOO_COSTLY: { move: 'citizen', http: 422 },
  /** Encrypted, certified against changes, or a form of a kind whose looks a signature could not hold still. */
  DOCUMENT_SIGN_REFUSED: { move: 'citizen', http: 422 },
} as const satisfies ErrorTable

/** What one signature in a document can be refused for; what its certificate can be refused for is `certErrors`. */
export const signatureErrors = {
  SIGNATURE_MALFORMED: { move: 'peer', http: 422 },
  /** The byte range leaves out something else than the signature itself. */
  SIGNATURE_RANGE: { move: 'peer', http: 422 },
  /** The document was changed after it was signed. */
  SIGNATURE_DIGEST: { move: 'peer', http: 422 },
  SIGNATURE_VALUE: { move: 'peer', http: 422 },
  /** The signed attributes name another certificate than the one that came along. */
  SIGNATURE_CERTIFICATE: { move: 'peer', http: 422 },
  /** No certificate of the signer came along. */
  SIGNATURE_CERTIFICATE_MISSING: { move: 'peer', http: 422 },
  SIGNATURE_ALGORITHM: { move: 'peer', http: 422 },
  SIGNATURE_ATTRIBUTES: { move: 'peer', http: 422 },
  /** Certificates and time stamp do not fit into the room that was kept for them. */
  SIGNATURE_TOO_LARGE: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

/** What keeps a signature from being good though it, its certificate and its time stamp hold. */
export const verdictErrors = {
  /** Something was added after it that may not be. */
  SIGNED_DOCUMENT_CHANGED: { move: 'peer', http: 422 },
  /** Whoever should know whether the certificate was revoked could not be asked, or did not know. */
  REVOCATION_UNKNOWN: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

/** What a time stamp, or the authority that should give one, can be refused for. */
export const timeStampErrors = {
  TIME_STAMP_UNREACHABLE: { move: 'operator', http: 503 },
  TIME_STAMP_REFUSED: { move: 'operator', http: 502 },
  TIME_STAMP_MALFORMED: { move: 'peer', http: 502 },
  /** It is about something else than this signature, or the answer to another request. */
  TIME_STAMP_IMPRINT: { move: 'peer', http: 502 },
  TIME_STAMP_NONCE: { move: 'peer', http: 502 },
  TIME_STAMP_SIGNATURE: { move: 'peer', http: 502 },
} as const satisfies ErrorTable

export const padesErrors = {
  ...signDocumentErrors,
  ...signatureErrors,
  ...verdictErrors,
  ...timeStampErrors,
} as const satisfies ErrorTable

export type SignDocumentCode = keyof typeof signDocumentErrors
export type SignatureCode = keyof typeof signatureErrors
export type VerdictOnlyCode = keyof typeof verdictErrors
export type TimeStampCode = keyof typeof timeStampErrors
