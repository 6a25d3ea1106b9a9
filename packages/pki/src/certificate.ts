import type { KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, hex, no, ok, sha256 } from '@madoguchi/kit'
import * as pkijs from 'pkijs'
import type { Element } from './der.ts'
import {
  demand,
  demandDer,
  MalformedError,
  readBitString,
  readChildren,
  readInteger,
  readOid,
  readTime,
  readWhole,
  tag,
} from './der.ts'
import type { Extensions } from './extensions.ts'
import { readExtensions } from './extensions.ts'
import { limits } from './limits.ts'
import type { DistinguishedName } from './name.ts'
import { readName } from './name.ts'

export type Certificate = Extensions & {
  readonly der: Bytes
  /** SHA-256 of `der`, hex. */
  readonly fingerprint: string
  readonly version: 1 | 2 | 3
  /** The serial number without a leading zero octet, lower-case hex. */
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
  demand(tbs?.tag === tag.sequence && outerAlgorithm !== undefined && rest.length === 0, 'certificate')
  const parsed = pkijs.Certificate.fromBER(der)
  // What pkijs understood, written again, must be the bytes we were given: nothing hides between its fields.
  demand(equalBytes(new Uint8Array(parsed.toSchema(true).toBER()), der), 'not canonical')

  const fields = readChildren(tbs).filter(({ tag }) => tag !== 0xa0)
  const [serial, innerAlgorithm, issuer, validity, subject, publicKey] = fields
  demand(validity !== undefined && issuer !== undefined && subject !== undefined && publicKey !== undefined, 'fields')
  demand(innerAlgorithm !== undefined && equalBytes(innerAlgorithm.bytes, outerAlgorithm.bytes), 'two algorithms')
  const [notBefore, notAfter] = readChildren(validity)
  const extensions = parsed.extensions ?? []
  const version = readVersion(parsed.version)
  demand(version === 3 || extensions.length === 0, 'extensions need version 3')
  return {
    ...readExtensions(
      extensions.map((extension) => ({
        id: extension.extnID,
        critical: extension.critical,
        value: new Uint8Array(extension.extnValue.valueBlock.valueHexView),
      })),
    ),
    der,
    fingerprint: hex.encode(sha256(der)),
    version,
    serialHex: readSerial(serial),
    issuerDer: issuer.bytes,
    subjectDer: subject.bytes,
    issuer: readName(parsed.issuer),
    subject: readName(parsed.subject),
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    publicKey: readPublicKey(publicKey),
    publicKeyDer: publicKey.bytes,
    signatureAlgorithm: readSignatureAlgorithm(outerAlgorithm),
    tbsDer: tbs.bytes,
    signature: readSignature(signatureBits),
  }
}

/** RFC 5280 4.1.2.2: positive, at most 20 octets. */
export function readSerial(element: Element | undefined): string {
  const octets = readInteger(element)
  const [first = 0] = octets
  demand(first < 0x80 && octets.length <= limits.serialBytesMax && !(octets.length === 1 && first === 0), 'serial')
  return hex.encode(first === 0 ? octets.subarray(1) : octets)
}

/** The OID of an AlgorithmIdentifier whose parameters are absent or NULL; none that we accept has others. */
export function readSignatureAlgorithm(element: Element): string {
  const [id, parameters, ...rest] = readChildren(element)
  const isPlain = parameters === undefined || parameters.tag === tag.null
  // An algorithm with parameters (RSASSA-PSS) gets a name that is on nobody's list.
  return `${readOid(id)}${isPlain && rest.length === 0 ? '' : '+parameters'}`
}

export function readSignature(element: Element | undefined): Bytes {
  const { bytes, unused } = readBitString(element)
  demand(unused === 0, 'signature')
  return bytes
}

function readVersion(version: number): 1 | 2 | 3 {
  demand(version === 0 || version === 1 || version === 2, 'version')
  return version === 0 ? 1 : version === 1 ? 2 : 3
}

function readPublicKey(element: Element): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(element.bytes), format: 'der', type: 'spki' })
  } catch (cause) {
    throw Object.assign(new MalformedError('public key'), { cause })
  }
}
