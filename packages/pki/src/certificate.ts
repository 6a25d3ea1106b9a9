import type { KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64, equalBytes, hex, no, ok, sha256 } from '@madoguchi/kit'
import type { Element } from './der.ts'
import {
  demand,
  demandDer,
  MalformedError,
  readBitString,
  readChildren,
  readCount,
  readOid,
  readTime,
  readWhole,
  tag,
} from './der.ts'
import { readExtensionList } from './extension-list.ts'
import type { Extensions } from './extensions.ts'
import { readExtensions } from './extensions.ts'
import { limits } from './limits.ts'
import type { DistinguishedName } from './name.ts'
import { readName } from './name.ts'
import { readSerial } from './serial.ts'

export type Certificate = Extensions & {
  readonly der: Bytes
  /** SHA-256 of `der`, hex. */
  readonly fingerprint: string
  readonly version: 1 | 2 | 3
  /** The serial number without a leading zero octet, lower-case hex, `-` before the octets of a negative one. */
  readonly serialHex: string
  readonly issuerDer: Bytes
  readonly subjectDer: Bytes
  readonly issuer: DistinguishedName
  readonly subject: DistinguishedName
  readonly notBefore: Date
  readonly notAfter: Date
  readonly publicKey: KeyObject
  /** SubjectPublicKeyInfo. */
  readonly publicKeyDer: Bytes
  readonly signatureAlgorithm: string
  readonly tbsDer: Bytes
  readonly signature: Bytes
}

/**
 * Reads one X.509 certificate. Promise: never throws, whatever the bytes; what comes back is strict DER of at most
 * 8 KiB with nothing before or behind it, and every field is what the signed bytes say. It says nothing about trust.
 * Duty: the caller MUST pass the result through `checkPath` before believing a word of it.
 */
export function parseCertificate(der: Bytes): Verdict<Certificate, 'CERT_MALFORMED'> {
  if (der.length > limits.certificateBytesMax) return no('CERT_MALFORMED', { reason: 'too long', bytes: der.length })
  try {
    return ok(readCertificate(new Uint8Array(der)))
  } catch (error) {
    // Whatever a parser stumbles over is the certificate's fault: the bytes are all that went in.
    return no('CERT_MALFORMED', { reason: error instanceof MalformedError ? error.reason : 'syntax' })
  }
}

function readCertificate(der: Bytes): Certificate {
  demandDer(der)
  const [tbs, outerAlgorithm, signatureBits, ...rest] = readChildren(readWhole(der, tag.sequence))
  demand(tbs?.tag === tag.sequence && outerAlgorithm?.tag === tag.sequence && rest.length === 0, 'certificate')
  const fields = readChildren(tbs)
  const version = fields[0]?.tag === 0xa0 ? readVersion(fields.shift()) : 1
  const [serial, innerAlgorithm, issuer, validity, subject, publicKey] = fields.splice(0, 6)
  demand(validity?.tag === tag.sequence && issuer !== undefined && subject !== undefined, 'fields')
  demand(publicKey?.tag === tag.sequence, 'fields')
  demand(innerAlgorithm !== undefined && equalBytes(innerAlgorithm.bytes, outerAlgorithm.bytes), 'two algorithms')
  // issuerUniqueID and subjectUniqueID: nobody writes them, nobody reads them, version 2 allowed them.
  for (const uniqueId of [0x81, 0x82]) if (fields[0]?.tag === uniqueId && version > 1) demandUniqueId(fields.shift())
  const extensions = fields[0]?.tag === 0xa3 ? readWrapped(fields.shift()) : undefined
  demand(fields.length === 0, 'fields')
  demand(extensions === undefined || (version === 3 && extensions.content.length > 0), 'extensions')
  const [notBefore, notAfter, ...more] = readChildren(validity)
  demand(more.length === 0, 'time')
  return {
    ...readExtensions(extensions === undefined ? [] : readExtensionList(extensions)),
    der,
    fingerprint: hex.encode(sha256(der)),
    version,
    serialHex: readSerial(serial),
    issuerDer: issuer.bytes,
    subjectDer: subject.bytes,
    issuer: readName(issuer),
    subject: readName(subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: readPublicKey(publicKey),
    publicKeyDer: publicKey.bytes,
    signatureAlgorithm: readSignatureAlgorithm(outerAlgorithm),
    tbsDer: tbs.bytes,
    signature: readSignatureBits(signatureBits),
  }
}

/** The OID of an AlgorithmIdentifier whose parameters are absent or NULL; none that we accept has others. */
export function readSignatureAlgorithm(element: Element): string {
  const [id, parameters, ...rest] = readChildren(element)
  const isPlain = parameters === undefined || parameters.tag === tag.null
  // An algorithm with parameters (RSASSA-PSS) gets a name that is on nobody's list.
  return `${readOid(id)}${isPlain && rest.length === 0 ? '' : '+parameters'}`
}

export function readSignatureBits(element: Element | undefined): Bytes {
  const { bytes, unused } = readBitString(element)
  demand(unused === 0, 'signature')
  return bytes
}

/** Version 1 is the default and is never written. */
function readVersion(element: Element | undefined): 2 | 3 {
  const version = readCount(readWrapped(element))
  demand(version === 1 || version === 2, 'version')
  return version === 1 ? 2 : 3
}

/** What an explicit tag holds: one element. */
function readWrapped(element: Element | undefined): Element {
  const [inner, ...rest] = element === undefined ? [] : readChildren(element)
  demand(inner !== undefined && rest.length === 0, 'fields')
  return inner
}

function demandUniqueId(element: Element | undefined): void {
  demand(element !== undefined, 'fields')
  readBitString({ ...element, tag: tag.bitString })
}

/** As text, which costs Node half of what the same bytes do. */
function readPublicKey(element: Element): KeyObject {
  const lines = base64.encode(element.bytes).replace(/.{64}/g, '$&\n')
  try {
    return createPublicKey(`-----BEGIN PUBLIC KEY-----\n${lines}\n-----END PUBLIC KEY-----\n`)
  } catch (cause) {
    throw Object.assign(new MalformedError('public key'), { cause })
  }
}
