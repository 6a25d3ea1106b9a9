import type { KeyObject } from 'node:crypto'
import { hash } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { equalBytes } from '@madoguchi/kit'
import type { Element } from '../der.ts'
import { demand, readBitString, readChildren, readOid, readWhole, tag } from '../der.ts'
import { encodeElement, encodeOid, encodeSequence } from '../encode-der.ts'
import { encodeSerial, readListedSerial } from '../serial.ts'

/** Which certificate is meant (RFC 6960 4.1.1): its issuer by two hashes, and its serial number. */
export type CertId = {
  readonly hash: 'sha1' | 'sha256'
  readonly issuerNameHash: Bytes
  readonly issuerKeyHash: Bytes
  readonly serialHex: string
}

export type OcspIssuer = { readonly subjectDer: Bytes; readonly publicKey: KeyObject }

const hashes = { sha1: '1.3.14.3.2.26', sha256: '2.16.840.1.101.3.4.2.1' } as const

/** SHA-1 by default, since responders need know no other (RFC 5019 2.1.1): it finds a certificate and proves nothing. */
export function makeCertId(serialHex: string, issuer: OcspIssuer, algorithm: CertId['hash'] = 'sha1'): CertId {
  const digest = (bytes: Bytes) => new Uint8Array(hash(algorithm, bytes, 'buffer'))
  return {
    hash: algorithm,
    issuerNameHash: digest(issuer.subjectDer),
    issuerKeyHash: digest(readKeyBits(issuer.publicKey)),
    serialHex,
  }
}

/** Compares with our own hashes of the issuer, in whatever algorithm the other side chose. */
export function isAbout(id: CertId, serialHex: string, issuer: OcspIssuer): boolean {
  const ours = makeCertId(serialHex, issuer, id.hash)
  const isSameIssuer =
    equalBytes(id.issuerNameHash, ours.issuerNameHash) && equalBytes(id.issuerKeyHash, ours.issuerKeyHash)
  return isSameIssuer && id.serialHex === serialHex
}

export function encodeCertId(id: CertId): Bytes {
  return encodeSequence(
    encodeSequence(encodeOid(hashes[id.hash]), encodeElement(tag.null)),
    encodeElement(tag.octetString, id.issuerNameHash),
    encodeElement(tag.octetString, id.issuerKeyHash),
    encodeSerial(id.serialHex),
  )
}

/** Throws a MalformedError, also on a hash that we do not know. */
export function readCertId(element: Element | undefined): CertId {
  demand(element?.tag === tag.sequence, 'certificate id')
  const [algorithm, name, key, serial, ...rest] = readChildren(element)
  demand(algorithm?.tag === tag.sequence && rest.length === 0, 'certificate id')
  const oid = readOid(readChildren(algorithm)[0])
  const known = (Object.keys(hashes) as CertId['hash'][]).find((one) => hashes[one] === oid)
  demand(known !== undefined, 'certificate id hash')
  const lengthBytes = known === 'sha1' ? 20 : 32
  demand(name?.tag === tag.octetString && name.content.length === lengthBytes, 'certificate id')
  demand(key?.tag === tag.octetString && key.content.length === lengthBytes, 'certificate id')
  return { hash: known, issuerNameHash: name.content, issuerKeyHash: key.content, serialHex: readListedSerial(serial) }
}

/** The octets of subjectPublicKey, without tag, length and unused bits. */
export function readKeyBits(publicKey: KeyObject): Bytes {
  const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }))
  return readBitString(readChildren(readWhole(spki, tag.sequence))[1]).bytes
}
