import type { ErrorTable } from '@madoguchi/kit'

/** What a document can be refused for before anybody looks at anything in it. Facts name a `reason`. */
const openDocumentErrors = {
  DOCUMENT_MALFORMED: { move: 'citizen', http: 422 },
  DOCUMENT_TOO_LARGE: { move: 'citizen', http: 413 },
  /** Looking at it costs more than anybody may ask of us. It may well be whole: nobody looked. */
  DOCUMENT_TOO_COSTLY: { move: 'citizen', http: 422 },
} as const satisfies ErrorTable

export const signDocumentErrors = {
  ...openDocumentErrors,
  /** Encrypted, certified against changes, or a form of a kind whose looks a signature could not hold still. */
  DOCUMENT_SIGN_REFUSED: { move: 'citizen', http: 422 },
} as const satisfies ErrorTable

export const verifyDocumentErrors = {
  ...openDocumentErrors,
  /** What it says is hidden from us: nobody can tell here what was signed. */
  DOCUMENT_ENCRYPTED: { move: 'citizen', http: 422 },
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
  /** None of those that came along and can be read is the signer's. */
  SIGNATURE_CERTIFICATE_UNREADABLE: { move: 'peer', http: 422 },
  /** A signature that is not made as CMS over the document; facts name the kind where it is one that others write. */
  SIGNATURE_KIND: { move: 'peer', http: 422 },
  SIGNATURE_ALGORITHM: { move: 'peer', http: 422 },
  SIGNATURE_ATTRIBUTES: { move: 'peer', http: 422 },
} as const satisfies ErrorTable

/** Thrown while a signature is made. */
const composeErrors = {
  /** Certificates and time stamp do not fit into the room that was kept for them. */
  SIGNATURE_TOO_LARGE: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

/** What keeps a signature from being good though it, its certificate and its time stamp hold. */
export const verdictErrors = {
  /** Something was added after it that may not be. */
  SIGNED_DOCUMENT_CHANGED: { move: 'peer', http: 422 },
  /** What came after it cannot be read here. */
  LATER_UNREADABLE: { move: 'peer', http: 422 },
} as const satisfies ErrorTable

/** What the revocation of a certificate, or what nobody knows of it, means for a signature. */
export const revocationErrors = {
  /** Before the signature was there, as a time stamp proves. */
  CERT_REVOKED: { move: 'citizen', http: 403 },
  /** No time stamp proves whether the signature was there before. */
  REVOKED_TIME_UNPROVEN: { move: 'peer', http: 422 },
  /** Afterwards, since somebody else had the key, and nobody says since when. */
  REVOKED_KEY_COMPROMISED: { move: 'peer', http: 422 },
  /** Whoever should know could not be asked, or did not know. */
  REVOCATION_UNKNOWN: { move: 'operator', http: 503 },
  /** The certificate has expired since: lists no longer name those that were revoked before. */
  REVOCATION_TOO_LATE: { move: 'peer', http: 422 },
} as const satisfies ErrorTable

/** What a time stamp can be refused for. */
export const timeStampErrors = {
  TIME_STAMP_MALFORMED: { move: 'peer', http: 502 },
  /** It is about something else than this signature. */
  TIME_STAMP_IMPRINT: { move: 'peer', http: 502 },
  TIME_STAMP_ALGORITHM: { move: 'peer', http: 502 },
  TIME_STAMP_SIGNATURE: { move: 'peer', http: 502 },
} as const satisfies ErrorTable

/** What the authority that should give one can be refused for, too. */
const requestTimeStampErrors = {
  ...timeStampErrors,
  TIME_STAMP_UNREACHABLE: { move: 'operator', http: 503 },
  TIME_STAMP_REFUSED: { move: 'operator', http: 502 },
  /** The answer to another request. */
  TIME_STAMP_NONCE: { move: 'peer', http: 502 },
} as const satisfies ErrorTable

/** What a document that we have just signed is thrown away for. */
export const madeErrors = {
  /** It cannot be read back with the signature that it should hold: a mistake of ours, before anybody has the document. */
  SIGNATURE_UNSOUND: { move: 'developer', http: 500 },
} as const satisfies ErrorTable

/**
 * What came after a signature and may not: who signed did not see it. Whoever sent the document can say why it is there,
 * and can be asked for the revision that was signed.
 */
export const laterChangeErrors = {
  /** Bytes that no cross-reference names, or an end that readers look for in vain. */
  LATER_BYTES: { move: 'peer', http: 422 },
  /** The cross-reference does not go on from the signed one, or the signed part is no whole revision. */
  LATER_CHAIN: { move: 'peer', http: 422 },
  /** Another catalog, encryption or identifier. */
  LATER_TRAILER: { move: 'peer', http: 422 },
  LATER_GENERATION: { move: 'peer', http: 422 },
  LATER_FREED: { move: 'peer', http: 422 },
  /** An object is looked for at another place of the signed part than before. */
  LATER_MOVED: { move: 'peer', http: 422 },
  /** The signed part already pointed at what only came later. */
  LATER_DANGLING: { move: 'peer', http: 422 },
  /** What came later points at what is not there: programs then look for it where nothing should be. */
  LATER_MISSING: { move: 'peer', http: 422 },
  /** What was renewed serves for something else, too. */
  LATER_SHARED: { move: 'peer', http: 422 },
  LATER_CATALOG: { move: 'peer', http: 422 },
  /** Title, author and the like. */
  LATER_ABOUT: { move: 'peer', http: 422 },
  LATER_PAGE: { move: 'peer', http: 422 },
  LATER_CONTENT: { move: 'peer', http: 422 },
  LATER_ANNOTATION: { move: 'peer', http: 422 },
  LATER_SCRIPT: { move: 'peer', http: 422 },
  LATER_FORM: { move: 'peer', http: 422 },
  LATER_FIELD: { move: 'peer', http: 422 },
  /** A field that was added is not a plain signature field with a signature. */
  LATER_WIDGET: { move: 'peer', http: 422 },
  /** Two fields of one name. */
  LATER_NAME: { move: 'peer', http: 422 },
  /** Something is drawn that no value stands behind, or by something that is not its own. */
  LATER_APPEARANCE: { move: 'peer', http: 422 },
  /** A stamp that is drawn on paper only, or on the screen only, or not yet. */
  LATER_HIDDEN: { move: 'peer', http: 422 },
  /** A stamp or a filled field is drawn over another annotation, or what came over half of what is seen of a page. */
  LATER_COVER: { move: 'peer', http: 422 },
  /** The author's certification forbids it. */
  LATER_FORBIDDEN: { move: 'peer', http: 422 },
  /** A signature locked this field. */
  LATER_LOCKED: { move: 'peer', http: 422 },
  LATER_OBJECT: { move: 'peer', http: 422 },
  LATER_UNREADABLE: verdictErrors.LATER_UNREADABLE,
} as const satisfies ErrorTable

export const padesErrors = {
  ...madeErrors,
  ...signDocumentErrors,
  ...verifyDocumentErrors,
  ...signatureErrors,
  ...composeErrors,
  ...verdictErrors,
  ...revocationErrors,
  ...requestTimeStampErrors,
  ...laterChangeErrors,
} as const satisfies ErrorTable

export type SignDocumentCode = keyof typeof signDocumentErrors
export type VerifyDocumentCode = keyof typeof verifyDocumentErrors
export type SignatureCode = keyof typeof signatureErrors
export type RevocationCode = keyof typeof revocationErrors
export type TimeStampCode = keyof typeof timeStampErrors
export type RequestTimeStampCode = keyof typeof requestTimeStampErrors
export type LaterChangeCode = keyof typeof laterChangeErrors
