/**
 * Certificates of the sandbox's JPKI: read them, validate them by RFC 5280, ask whether they are revoked. What issues them is `@madoguchi/pki/issue`.
 * `check*` returns a verdict that names the step that failed; nothing here reads a clock, a file or the network.
 */

export type { TrustAnchor } from './anchor.ts'
export { pinAnchor } from './anchor.ts'
export type { Certificate } from './certificate.ts'
export { parseCertificate } from './certificate.ts'
export type { Crl } from './crl.ts'
export { parseCrl } from './crl.ts'
export type { CrlMark } from './crl-mark.ts'
export { checkCrlOrder, markCrl } from './crl-mark.ts'
export type { CrlReason, Revocation } from './crl-reasons.ts'
export { crlReasons } from './crl-reasons.ts'
export type { CrlAnswer, CrlJob } from './crl-work.ts'
export { answerCrl, crlWork } from './crl-work.ts'
export { decodeDerOrPem } from './der-or-pem.ts'
export type { AttributeCode, CertCode, CrlCode, OcspCode, PkiCode } from './errors.ts'
export { attributeErrors, certErrors, crlErrors, issueErrors, ocspErrors, pkiErrors } from './errors.ts'
export type { KeyUsage } from './extensions.ts'
export { pinForeignAnchor } from './foreign-anchor.ts'
export type { JpkiAttributes } from './jpki-attributes.ts'
export { limits as pkiLimits } from './limits.ts'
export type { DistinguishedName } from './name.ts'
export type { CertId, OcspIssuer } from './ocsp/cert-id.ts'
export { isAbout, makeCertId } from './ocsp/cert-id.ts'
export { checkOcsp } from './ocsp/check-ocsp.ts'
export { encodeOcspRequest, nonceSizeBytes, parseOcspRequest } from './ocsp/request.ts'
export type { OcspAnswer, OcspResponse } from './ocsp/response.ts'
export { parseOcspResponse } from './ocsp/response.ts'
export { clientAuth, jpkiPolicy, timeStamping } from './oids.ts'
export type { PathOptions, TrustedPath } from './path-check.ts'
export { checkPath } from './path-check.ts'
export type { Requirements } from './requirements.ts'
export {
  authenticationRequirements,
  sealRequirements,
  signingRequirements,
  signingTestRequirements,
  timeStampRequirements,
} from './requirements.ts'
export type { CrlIssuer, LookUp, RevocationOptions, TrustedCrl } from './revocation.ts'
export { checkCrl, checkRevocation, lookUpRevocation } from './revocation.ts'
export type { RevokedSerials } from './revoked-serials.ts'
export { findRevoked } from './revoked-serials.ts'
export type { SignerAttributes } from './signer-attributes.ts'
export { markSubstitutes, readSignerAttributes } from './signer-attributes.ts'
export { replaceUnseen } from './unseen.ts'
