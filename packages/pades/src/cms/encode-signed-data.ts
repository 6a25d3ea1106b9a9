import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import {
  encodeElement,
  encodeInteger,
  encodeOid,
  encodeSequence,
  encodeSerial,
  readWhole,
  tag,
} from '@madoguchi/pki/der'
import { encodeAttribute, encodeSetOf } from './encode-signed-attributes.ts'
import { oid } from './oids.ts'

type SignedDataOptions = {
  readonly certificate: Certificate
  readonly chain: readonly Bytes[]
  readonly signedAttributes: Bytes
  readonly signature: Bytes
  readonly timeStampToken: Bytes | undefined
}

/** A detached CMS signature in a ContentInfo (RFC 5652), SHA-256 with RSA. */
export function encodeSignedData(options: SignedDataOptions): Bytes {
  const { certificate, chain, signedAttributes, signature, timeStampToken } = options
  const sha256 = encodeSequence(encodeOid(oid.sha256))
  const signer = encodeSequence(
    encodeInteger(1n),
    encodeSequence(certificate.issuerDer, encodeSerial(certificate.serialHex)),
    sha256,
    // Signed as a SET OF, written with the tag of its place (5.4).
    encodeElement(0xa0, readWhole(signedAttributes, tag.set).content),
    encodeSequence(encodeOid(oid.sha256WithRsa), encodeElement(tag.null)),
    encodeElement(tag.octetString, signature),
    ...(timeStampToken === undefined ? [] : [encodeSetOf([encodeAttribute(oid.timeStampToken, timeStampToken)], 0xa1)]),
  )
  const certificates = uniqueOf([certificate.der, ...chain])
  const signedData = encodeSequence(
    encodeInteger(1n),
    encodeElement(tag.set, sha256),
    encodeSequence(encodeOid(oid.data)),
    encodeSetOf(certificates, 0xa0),
    encodeElement(tag.set, signer),
  )
  return encodeSequence(encodeOid(oid.signedData), encodeElement(0xa0, signedData))
}

function uniqueOf(certificates: readonly Bytes[]): Bytes[] {
  return [...new Map(certificates.map((der) => [hex.encode(der), der])).values()]
}
