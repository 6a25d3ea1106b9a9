import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, hex, no, ok, sha256 } from '@madoguchi/kit'
import { readSerial, readSignature, readSignatureAlgorithm } from './certificate.ts'
import type { Element } from './der.ts'
import {
  demand,
  demandDer,
  MalformedError,
  readChildren,
  readCount,
  readElement,
  readInteger,
  readTime,
  readWhole,
  tag,
} from './der.ts'
import { readExtensionList } from './extension-list.ts'
import type { RawExtension } from './extensions.ts'
import { limits } from './limits.ts'
import { extensionOid as oid } from './oids.ts'

export const crlReasons = {
  0: 'unspecified',
  1: 'keyCompromise',
  2: 'cACompromise',
  3: 'affiliationChanged',
  4: 'superseded',
  5: 'cessationOfOperation',
  6: 'certificateHold',
  8: 'removeFromCRL',
  9: 'privilegeWithdrawn',
  10: 'aACompromise',
} as const
export type CrlReason = (typeof crlReasons)[keyof typeof crlReasons]

export type Revocation = { readonly reason: CrlReason; readonly at: Date }

export type Crl = {
  /** SHA-256 of the list, hex. */
  readonly fingerprint: string
  readonly issuerDer: Bytes
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  readonly numberHex: string | undefined
  readonly authorityKeyId: string | undefined
  /** By serial number in lower-case hex, as in `Certificate.serialHex`. */
  readonly revoked: ReadonlyMap<string, Revocation>
  readonly criticalUnknownExtensions: readonly string[]
  readonly signatureAlgorithm: string
  readonly tbsDer: Bytes
  readonly signature: Bytes
}

/**
 * Reads a complete revocation list (RFC 5280 section 5). Promise: never throws; one pass over the entries, constant
 * look-up afterwards. Duty: parse once and keep it, and pass it through `checkCrl` before looking anybody up.
 */
export function parseCrl(der: Bytes): Verdict<Crl, 'CRL_MALFORMED'> {
  if (der.length > limits.crlBytesMax) return no('CRL_MALFORMED', { reason: 'too long', bytes: der.length })
  try {
    return ok(readCrl(new Uint8Array(der)))
  } catch (error) {
    return no('CRL_MALFORMED', { reason: error instanceof MalformedError ? error.reason : 'syntax' })
  }
}

function readCrl(der: Bytes): Crl {
  const [tbs, outerAlgorithm, signatureBits, ...rest] = readChildren(readWhole(der, tag.sequence))
  demand(tbs?.tag === tag.sequence && outerAlgorithm !== undefined && rest.length === 0, 'list')
  const fields = readChildren(tbs)
  const [version, innerAlgorithm, issuer, thisUpdate, nextUpdate] = fields.splice(0, 5)
  // Version 2 and nextUpdate are both a MUST of RFC 5280 5.1.2: without them there is no telling when a list is stale.
  demand(readCount(version) === 1, 'version')
  demand(innerAlgorithm !== undefined && equalBytes(innerAlgorithm.bytes, outerAlgorithm.bytes), 'two algorithms')
  demand(issuer?.tag === tag.sequence, 'issuer')
  demandDer(issuer.bytes)
  const entries = fields[0]?.tag === tag.sequence ? fields.shift() : undefined
  const extensions = fields[0]?.tag === 0xa0 ? readRawExtensions(fields.shift()) : []
  demand(fields.length === 0, 'fields')
  const critical = new Set(criticalExcept(extensions, [oid.authorityKeyId, oid.crlNumber]))
  const keyId = extensions.find(({ id }) => id === oid.authorityKeyId)
  const number = extensions.find(({ id }) => id === oid.crlNumber)
  return {
    fingerprint: hex.encode(sha256(der)),
    issuerDer: issuer.bytes,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: readTime(nextUpdate),
    numberHex: number && hex.encode(readInteger(readWhole(number.value, tag.integer))),
    authorityKeyId: keyId && readKeyId(keyId.value),
    revoked: readEntries(entries, critical),
    criticalUnknownExtensions: [...critical],
    signatureAlgorithm: readSignatureAlgorithm(outerAlgorithm),
    tbsDer: tbs.bytes,
    signature: readSignature(signatureBits),
  }
}

function readEntries(entries: Element | undefined, critical: Set<string>): ReadonlyMap<string, Revocation> {
  const revoked = new Map<string, Revocation>()
  if (!entries) return revoked
  for (let at = 0; at < entries.content.length; ) {
    const entry = readElement(entries.content, at)
    at += entry.bytes.length
    demand(entry.tag === tag.sequence && revoked.size < limits.crlEntriesMax, 'entry')
    const [serial, revokedAt, entryExtensions, ...rest] = readChildren(entry)
    demand(rest.length === 0, 'entry')
    const extensions = entryExtensions ? readExtensionList(entryExtensions) : []
    for (const id of criticalExcept(extensions, [oid.crlReason])) critical.add(id)
    revoked.set(readSerial(serial), { reason: readReason(extensions), at: readTime(revokedAt) })
  }
  return revoked
}

function readReason(extensions: readonly RawExtension[]): CrlReason {
  const extension = extensions.find(({ id }) => id === oid.crlReason)
  if (!extension) return 'unspecified'
  const code = readCount(readWhole(extension.value, tag.enumerated), tag.enumerated)
  demand(code in crlReasons, 'reason')
  return crlReasons[code as keyof typeof crlReasons]
}

function readRawExtensions(wrapped: Element | undefined): RawExtension[] {
  demand(wrapped !== undefined, 'extensions')
  return readExtensionList(readWhole(wrapped.content, tag.sequence))
}

function criticalExcept(extensions: readonly RawExtension[], known: readonly string[]): string[] {
  return extensions.filter(({ id, critical }) => critical && !known.includes(id)).map(({ id }) => id)
}

function readKeyId(value: Bytes): string | undefined {
  const id = readChildren(readWhole(value, tag.sequence)).find((child) => child.tag === 0x80)
  return id && hex.encode(id.content)
}
