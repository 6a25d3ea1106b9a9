import type { ErrorTable } from '@madoguchi/kit'

/** What a certificate, its path or its issuer can be refused for. The names are ours, the steps are RFC 5280's. */
export const certErrors = {
  CERT_MALFORMED: { move: 'developer', http: 400 },
  CERT_EXPIRED: { move: 'citizen', http: 403 },
  CERT_NOT_YET_VALID: { move: 'citizen', http: 403 },
  CERT_REVOKED: { move: 'citizen', http: 403 },
  CERT_ISSUER_UNKNOWN: { move: 'citizen', http: 403 },
  CERT_SIGNATURE: { move: 'peer', http: 403 },
  CERT_NAME_CHAIN: { move: 'peer', http: 403 },
  CERT_ISSUER_NOT_CA: { move: 'peer', http: 403 },
  CERT_SUBJECT_IS_CA: { move: 'peer', http: 403 },
  CERT_PATH_TOO_LONG: { move: 'peer', http: 403 },
  CERT_KEY_USAGE: { move: 'citizen', http: 403 },
  CERT_EXTENDED_KEY_USAGE: { move: 'citizen', http: 403 },
  CERT_POLICY: { move: 'citizen', http: 403 },
  CERT_NAME_CONSTRAINTS: { move: 'peer', http: 403 },
  CERT_CRITICAL_EXTENSION: { move: 'peer', http: 403 },
  CERT_ALGORITHM: { move: 'peer', http: 403 },
  CERT_WEAK_ALGORITHM: { move: 'peer', http: 403 },
} as const satisfies ErrorTable

/** What `readSignerAttributes` can refuse a certificate for. */
export const attributeErrors = {
  /** It says nothing about a person, as those for logging in do not. */
  CERT_NO_ATTRIBUTES: { move: 'citizen', http: 422 },
  CERT_ATTRIBUTES_MALFORMED: { move: 'peer', http: 422 },
} as const satisfies ErrorTable

/** What a revocation list can be refused for. A list that cannot be used is never read as "not revoked". */
export const crlErrors = {
  CRL_MALFORMED: { move: 'operator', http: 503 },
  CRL_ISSUER: { move: 'operator', http: 503 },
  CRL_SIGNATURE: { move: 'operator', http: 503 },
  CRL_ALGORITHM: { move: 'operator', http: 503 },
  CRL_CRITICAL_EXTENSION: { move: 'operator', http: 503 },
  /** It says only what changed since another list. */
  CRL_DELTA: { move: 'operator', http: 503 },
  /** It speaks for certificates of others than its issuer. */
  CRL_INDIRECT: { move: 'operator', http: 503 },
  /** It does not speak for this certificate, or not for every reason. */
  CRL_SCOPE: { move: 'operator', http: 503 },
  /** A newer one of the same issuer was seen before. */
  CRL_OLDER: { move: 'operator', http: 503 },
  CRL_NOT_YET: { move: 'operator', http: 503 },
  CRL_STALE: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

/** What an OCSP response can be refused for. One that cannot be used is never read as "not revoked". */
export const ocspErrors = {
  OCSP_MALFORMED: { move: 'operator', http: 503 },
  OCSP_NOT_SUCCESSFUL: { move: 'operator', http: 503 },
  OCSP_RESPONDER: { move: 'operator', http: 503 },
  OCSP_SIGNATURE: { move: 'operator', http: 503 },
  OCSP_ALGORITHM: { move: 'operator', http: 503 },
  OCSP_CRITICAL_EXTENSION: { move: 'operator', http: 503 },
  OCSP_OTHER_CERTIFICATE: { move: 'operator', http: 503 },
  OCSP_NONCE: { move: 'operator', http: 503 },
  OCSP_NOT_YET: { move: 'operator', http: 503 },
  OCSP_STALE: { move: 'operator', http: 503 },
  OCSP_UNKNOWN: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

/** Thrown, never returned: the issuing side was given something it cannot work with. */
export const issueErrors = {
  PKI_CA_UNUSABLE: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

export const pkiErrors = { ...certErrors, ...crlErrors, ...ocspErrors, ...issueErrors } as const satisfies ErrorTable

export type CertCode = keyof typeof certErrors
export type AttributeCode = keyof typeof attributeErrors
export type CrlCode = keyof typeof crlErrors
export type OcspCode = keyof typeof ocspErrors
export type PkiCode = keyof typeof pkiErrors
