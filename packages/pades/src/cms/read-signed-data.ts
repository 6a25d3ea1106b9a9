import type { Bytes } from '@madoguchi/kit'
import { hex } from '@madoguchi/kit'
import type { Certificate } from '@madoguchi/pki'
import { parseCertificate } from '@madoguchi/pki'
import type { Element } from '@madoguchi/pki/der'
import {
  demandDer,
  demandForm,
  encodeElement,
  readBer,
  readChildren,
  readInteger,
  readListedSerial,
  readOid,
  readWhole,
  tag,
} from '@madoguchi/pki/der'
import { oid } from './oids.ts'

/** A CMS signature with one signer (RFC 5652), as it stands: nothing is verified yet. */
export type SignedData = {
  readonly contentType: string
  /** The content that is inside, of a time-stamp token; undefined for a detached signature. */
  readonly content: Bytes | undefined
  readonly certificates: readonly Certificate[]
  /** Certificates that came along and that we cannot read. */
  readonly unreadableCertificates: number
  readonly digestAlgorithm: string
  readonly signatureAlgorithm: string
  readonly signature: Bytes
  readonly isSignerOf: (certificate: Certificate) => boolean
  /** As a SET OF, over which the signature is made; undefined when it is made over the content itself (5.4). */
  readonly signedAttributes: Bytes | undefined
  readonly signed: ReadonlyMap<string, Element>
  /** Tokens of time-stamp authorities, which others than the signer may have added, in any number. */
  readonly timeStampTokens: readonly Bytes[]
}

const certificatesMax = 32

/**
 * Reads a ContentInfo in BER (RFC 5652 5.1), as other signers write it; the signed attributes are DER after it, over which
 * the signature is made (5.4). Certificates that cannot be read are left out and counted. Throws MalformedError.
 */
export function readSignedData(ber: Bytes): SignedData {
  const { der, endAt } = readBer(ber)
  demandForm(endAt === ber.length, 'trailing bytes')
  const [type, wrapped, ...rest] = readChildren(readWhole(der, tag.sequence))
  demandForm(readOid(type) === oid.signedData && wrapped?.tag === 0xa0 && rest.length === 0, 'signed data')
  const fields = readChildren(readWhole(wrapped.content, tag.sequence))
  readInteger(fields.shift())
  demandForm(fields.shift()?.tag === tag.set, 'digest algorithms')
  const [contentType, content] = readChildren(demandTag(fields.shift(), tag.sequence))
  const certificates = fields[0]?.tag === 0xa0 ? readChildren(demandTag(fields.shift(), 0xa0)) : []
  if (fields[0]?.tag === 0xa1) fields.shift()
  const [signer, ...others] = readChildren(demandTag(fields.shift(), tag.set))
  demandForm(signer?.tag === tag.sequence && others.length === 0 && fields.length === 0, 'one signer')
  demandForm(certificates.length <= certificatesMax, 'too many certificates')
  const read = certificates.flatMap(({ bytes }) => {
    const parsed = parseCertificate(bytes)
    return parsed.ok ? [parsed.value] : []
  })
  return {
    contentType: readOid(contentType),
    content: content && readWhole(demandTag(content, 0xa0).content, tag.octetString).content,
    certificates: read,
    unreadableCertificates: certificates.length - read.length,
    ...readSigner(signer),
  }
}

type Signer = Omit<SignedData, 'contentType' | 'content' | 'certificates' | 'unreadableCertificates'>

function readSigner(element: Element): Signer {
  const fields = readChildren(element)
  readInteger(fields.shift())
  const signerId = fields.shift()
  const digestAlgorithm = readOid(readChildren(demandTag(fields.shift(), tag.sequence))[0])
  const attributes = fields[0]?.tag === 0xa0 ? fields.shift() : undefined
  const signedAttributes = attributes && encodeElement(tag.set, attributes.content)
  if (signedAttributes !== undefined) demandDer(signedAttributes)
  const signatureAlgorithm = readOid(readChildren(demandTag(fields.shift(), tag.sequence))[0])
  const signature = demandTag(fields.shift(), tag.octetString).content
  const timeStampTokens = fields[0]?.tag === 0xa1 ? readTokens(demandTag(fields.shift(), 0xa1)) : []
  demandForm(signerId !== undefined && fields.length === 0, 'signer')
  return {
    digestAlgorithm,
    signatureAlgorithm,
    signature,
    isSignerOf: (certificate) => isSigner(signerId, certificate),
    signedAttributes,
    signed: attributes === undefined ? new Map() : readAttributes(attributes),
    timeStampTokens,
  }
}

/** Issuer and serial number, or the key id that the certificate gives itself (RFC 5652 5.3). */
function isSigner(signerId: Element, certificate: Certificate): boolean {
  if (signerId.tag === 0x80) return certificate.subjectKeyId === hex.encode(signerId.content)
  const [issuer, serial] = readChildren(demandTag(signerId, tag.sequence))
  return (
    hex.encode(issuer?.bytes ?? new Uint8Array()) === hex.encode(certificate.issuerDer) &&
    readListedSerial(serial) === certificate.serialHex
  )
}

/** Those that are acted upon, and have one value. */
const single: ReadonlySet<string> = new Set([
  oid.contentType,
  oid.messageDigest,
  oid.signingCertificate,
  oid.signingCertificateV2,
])

/** Signed attributes by type, each with its first value. None stands twice (11). */
function readAttributes(set: Element): ReadonlyMap<string, Element> {
  const found = new Map<string, Element>()
  for (const [name, values] of listAttributes(set)) {
    const [value, ...more] = values
    demandForm(value !== undefined && (more.length === 0 || !single.has(name)), 'attribute')
    demandForm(!found.has(name), 'attribute twice')
    found.set(name, value)
  }
  return found
}

/** Of the unsigned attributes nothing else is acted upon. */
function readTokens(set: Element): readonly Bytes[] {
  return listAttributes(set).flatMap(([name, values]) =>
    name === oid.timeStampToken ? values.map(({ bytes }) => bytes) : [],
  )
}

function listAttributes(set: Element): (readonly [type: string, values: readonly Element[]])[] {
  return readChildren(set).map((attribute) => {
    const [type, values, ...rest] = readChildren(demandTag(attribute, tag.sequence))
    demandForm(values?.tag === tag.set && rest.length === 0, 'attribute')
    return [readOid(type), readChildren(values)]
  })
}

function demandTag(element: Element | undefined, wanted: number): Element {
  demandForm(element?.tag === wanted, 'signed data')
  return element
}
