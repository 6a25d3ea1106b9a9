import { createHash } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, no, ok } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import type { Element } from '@madoguchi/pki/der'
import { readChildren, readOid, tag } from '@madoguchi/pki/der'
import type { SignatureCode } from '../errors.ts'
import type { HashName } from './oids.ts'
import { hashByOid, oid } from './oids.ts'
import type { SignedData } from './read-signed-data.ts'
import { isSignatureOf } from './verify-signature.ts'

/** `isNamed`: the signature is tied to this very certificate, by the ESS attribute (RFC 5035, RFC 2634). */
type Signed = { readonly certificate: Certificate; readonly isNamed: boolean }

/**
 * Checks a signature over `content` (given in parts) with the certificate that it names: digest, content type, the ESS
 * attribute where there is one, and the signature itself, over the signed attributes or, where there are none, over the
 * content (RFC 5652 5.4). Nothing is said about whether the certificate deserves trust. Throws MalformedError on attributes
 * that are not what their syntax says.
 */
export function checkSignedData(data: SignedData, content: readonly Bytes[]): Verdict<Signed, SignatureCode> {
  const digest = hashByOid.get(data.digestAlgorithm)
  if (digest === undefined) return no('SIGNATURE_ALGORITHM', { part: 'digest' })
  const certificate = data.certificates.find((one) => data.isSignerOf(one))
  if (certificate === undefined)
    return no(data.unreadableCertificates > 0 ? 'SIGNATURE_CERTIFICATE_UNREADABLE' : 'SIGNATURE_CERTIFICATE_MISSING')
  const { signedAttributes, contentType, signed } = data
  // Without attributes nothing but the plain content may be signed (5.3).
  const type = signed.get(oid.contentType)
  const isTyped = signedAttributes === undefined ? contentType === oid.data : type && readOid(type) === contentType
  if (isTyped !== true) return no('SIGNATURE_ATTRIBUTES')
  const named = checkSigningCertificate(data, certificate)
  if (!named.ok) return named
  const valid = isSignatureOf({
    certificate,
    algorithm: data.signatureAlgorithm,
    digest,
    signed: signedAttributes === undefined ? content : [signedAttributes],
    signature: data.signature,
  })
  if (valid === undefined) return no('SIGNATURE_ALGORITHM', { part: 'signature' })
  // Over the document itself there is no telling which of the two is another one.
  if (!valid) return no(signedAttributes === undefined ? 'SIGNATURE_DIGEST' : 'SIGNATURE_VALUE')
  const found = { certificate, isNamed: named.value }
  if (signedAttributes === undefined) return ok(found)
  const expected = signed.get(oid.messageDigest)
  const isSame = expected?.tag === tag.octetString && equalBytes(expected.content, hashOf(digest, content))
  return isSame ? ok(found) : no('SIGNATURE_DIGEST')
}

/** The first certificate that the attribute names must be the signer's (RFC 5035 4). False when there is no attribute. */
function checkSigningCertificate({ signed }: SignedData, certificate: Certificate): Verdict<boolean, SignatureCode> {
  const second = signed.get(oid.signingCertificateV2)
  const value = second ?? signed.get(oid.signingCertificate)
  if (value === undefined) return ok(false)
  const [identifiers] = readChildren(value)
  const [first] = identifiers === undefined ? [] : readChildren(identifiers)
  const parts = first === undefined ? [] : readChildren(first)
  // Without an algorithm SHA-256 is meant in version 2; version 1 knows SHA-1 only, and serves old time stamps.
  const algorithm = second !== undefined && parts[0]?.tag === tag.sequence ? nameHash(parts.shift()) : undefined
  const hash = algorithm ?? (second === undefined ? 'sha1' : 'sha256')
  const [digest] = parts
  if (hash === 'unknown') return no('SIGNATURE_ALGORITHM', { part: 'signing certificate' })
  const isSame = digest?.tag === tag.octetString && equalBytes(digest.content, hashOf(hash, [certificate.der]))
  return isSame ? ok(true) : no('SIGNATURE_CERTIFICATE')
}

function nameHash(algorithm: Element | undefined): HashName | 'unknown' {
  const [id] = algorithm === undefined ? [] : readChildren(algorithm)
  return hashByOid.get(readOid(id)) ?? 'unknown'
}

function hashOf(name: HashName | 'sha1', parts: readonly Bytes[]): Bytes {
  const hash = createHash(name)
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}
