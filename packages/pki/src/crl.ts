import type { Bytes, Verdict } from '@madoguchi/kit'
import { equalBytes, hex, no, ok, sha256 } from '@madoguchi/kit'
import { readSignatureAlgorithm, readSignatureBits } from './certificate.ts'
import type { CrlScope } from './crl-scope.ts'
import { readCrlScope } from './crl-scope.ts'
import type { Element } from './der.ts'
import {
  demand,
  demandDer,
  MalformedError,
  readChildren,
  readCount,
  readInteger,
  readTime,
  readWhole,
  tag,
} from './der.ts'
import { readExtensionList } from './extension-list.ts'
import type { RawExtension } from './extensions.ts'
import { limits } from './limits.ts'
import { extensionOid as oid } from './oids.ts'
import type { RevokedSerials } from './revoked-serials.ts'
import { indexRevoked } from './revoked-serials.ts'

export type Crl = {
  /** SHA-256 of the list, hex. */
  readonly fingerprint: string
  readonly issuerDer: Bytes
  readonly thisUpdate: Date
  readonly nextUpdate: Date
  /** 5.2.3: grows with every list of one issuer and scope. */
  readonly number: bigint | undefined
  /** Undefined: every certificate of its issuer, for every reason. */
  readonly scope: CrlScope | undefined
  /** 5.2.4: it says only what changed since another list. */
  readonly isDelta: boolean
  readonly authorityKeyId: string | undefined
  /** Who is in it: `findRevoked`. */
  readonly revoked: RevokedSerials
  readonly criticalUnknownExtensions: readonly string[]
  /** Of single entries (5.3). */
  readonly criticalUnknownEntryExtensions: readonly string[]
  readonly signatureAlgorithm: string
  readonly tbsDer: Bytes
  readonly signature: Bytes
}

/** What `checkCrl` and `lookUpRevocation` act upon. */
const understood: ReadonlySet<string> = new Set([oid.authorityKeyId, oid.crlNumber, oid.crlScope, oid.deltaCrl])

/**
 * Reads a revocation list (RFC 5280 section 5). Promise: never throws; one pass over the entries, constant
 * look-up afterwards; a million entries take a second at most and 20 MB beside the list itself. What comes back is plain
 * data. Duty: the list keeps `der`, which must not change; parse once and keep it, in a thread of its own where others
 * wait, and pass it through `checkCrl` before looking anybody up.
 */
export function parseCrl(der: Bytes): Verdict<Crl, 'CRL_MALFORMED'> {
  if (der.length > limits.crlBytesMax) return no('CRL_MALFORMED', { reason: 'too long', bytes: der.length })
  try {
    return ok(readCrl(new Uint8Array(der.buffer, der.byteOffset, der.byteLength)))
  } catch (error) {
    return no('CRL_MALFORMED', { reason: error instanceof MalformedError ? error.reason : 'syntax' })
  }
}

function readCrl(der: Bytes): Crl {
  const [tbs, outerAlgorithm, signatureBits, ...rest] = readChildren(readWhole(der, tag.sequence), 3)
  demand(tbs?.tag === tag.sequence && outerAlgorithm !== undefined && rest.length === 0, 'list')
  const fields = readChildren(tbs, 7)
  const [version, innerAlgorithm, issuer, thisUpdate, nextUpdate] = fields.splice(0, 5)
  // Version 2 and nextUpdate are both a MUST of RFC 5280 5.1.2: without them there is no telling when a list is stale.
  demand(readCount(version) === 1, 'version')
  demand(innerAlgorithm !== undefined && equalBytes(innerAlgorithm.bytes, outerAlgorithm.bytes), 'two algorithms')
  demand(issuer?.tag === tag.sequence && issuer.bytes.length <= limits.certificateBytesMax, 'issuer')
  demandDer(issuer.bytes)
  const entries = fields[0]?.tag === tag.sequence ? fields.shift() : undefined
  const extensions = fields[0]?.tag === 0xa0 ? readRawExtensions(fields.shift()) : []
  demand(fields.length === 0, 'fields')
  const critical = new Set<string>()
  // One is enough to refuse a list; a million of them would cost more than the list.
  const addCritical = (id: string) => critical.size < limits.extensionsMax && critical.add(id)
  const digest = sha256(der)
  const read = <T>(wanted: string, reader: (value: Bytes) => T): T | undefined => {
    const found = extensions.find(({ id }) => id === wanted)
    return found && reader(found.value)
  }
  return {
    fingerprint: hex.encode(digest),
    issuerDer: issuer.bytes,
    thisUpdate: readTime(thisUpdate),
    nextUpdate: readTime(nextUpdate),
    number: read(oid.crlNumber, readNumber),
    scope: read(oid.crlScope, readCrlScope),
    isDelta: read(oid.deltaCrl, readNumber) !== undefined,
    authorityKeyId: read(oid.authorityKeyId, readKeyId),
    revoked: indexRevoked(entries?.content ?? new Uint8Array(), { seed: digest, onCritical: addCritical }),
    criticalUnknownExtensions: extensions
      .filter(({ id, isCritical }) => isCritical && !understood.has(id))
      .map(({ id }) => id),
    criticalUnknownEntryExtensions: [...critical],
    signatureAlgorithm: readSignatureAlgorithm(outerAlgorithm),
    tbsDer: tbs.bytes,
    signature: readSignatureBits(signatureBits),
  }
}

function readRawExtensions(wrapped: Element | undefined): RawExtension[] {
  demand(wrapped !== undefined, 'extensions')
  return readExtensionList(readWhole(wrapped.content, tag.sequence))
}

/** 5.2.3: at most 20 octets and never negative. */
function readNumber(value: Bytes): bigint {
  const octets = readInteger(readWhole(value, tag.integer))
  demand((octets[0] ?? 0) < 0x80 && octets.length <= limits.serialBytesMax + 1, 'number')
  return BigInt(`0x${hex.encode(octets)}`)
}

function readKeyId(value: Bytes): string | undefined {
  const id = readChildren(readWhole(value, tag.sequence)).find((child) => child.tag === 0x80)
  return id && hex.encode(id.content)
}
