import type { Bytes } from '@madoguchi/kit'
import { concat, sha256 } from '@madoguchi/kit'
import { encodeElement, encodeOid, encodeSequence, tag } from '@madoguchi/pki/der'
import { oid } from './oids.ts'

/**
 * The signed attributes of PAdES B-B (ETSI EN 319 142-1 6.3): content type, message digest, and the ESS signing
 * certificate (RFC 5035) that ties the signature to one certificate. No signing time: it stands in the document, as /M.
 * What comes out is the DER SET OF over which the signature is made (RFC 5652 5.4).
 */
export function encodeSignedAttributes(digest: Bytes, certificate: Bytes): Bytes {
  // SHA-256 is the default of ESSCertIDv2 and is not written.
  const certificateId = encodeSequence(encodeElement(tag.octetString, sha256(certificate)))
  return encodeSetOf([
    encodeAttribute(oid.contentType, encodeOid(oid.data)),
    encodeAttribute(oid.messageDigest, encodeElement(tag.octetString, digest)),
    encodeAttribute(oid.signingCertificateV2, encodeSequence(encodeSequence(certificateId))),
  ])
}

export function encodeAttribute(type: string, value: Bytes): Bytes {
  return encodeSequence(encodeOid(type), encodeElement(tag.set, value))
}

/** X.690 11.6: the elements in the order of their bytes. */
export function encodeSetOf(elements: readonly Bytes[], tagByte: number = tag.set): Bytes {
  return encodeElement(tagByte, concat(...[...elements].sort(Buffer.compare)))
}
