import { createHash } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import type { CrlReason, Revocation } from './crl-reasons.ts'
import { crlReasons } from './crl-reasons.ts'
import { demand, readChildren, readCount, readElement, readTime, readWhole, tag } from './der.ts'
import { readExtensionList } from './extension-list.ts'
import type { RawExtension } from './extensions.ts'
import { readInvalidityDate } from './invalidity-date.ts'
import { limits } from './limits.ts'
import { extensionOid as oid } from './oids.ts'
import { scanEntry } from './scan-revoked-entry.ts'
import { readSerialHex } from './serial.ts'

/**
 * The entries of a list as they stand in it, and where each serial number is: 8 bytes a place beside the list itself,
 * and no object an entry. Plain data, so that a thread that made it can hand it to another.
 */
export type RevokedSerials = {
  readonly size: number
  /** The content of revokedCertificates (RFC 5280 5.1.2.6). */
  readonly entries: Bytes
  /** Open addressing by `hashSerial`: 0 is free, anything else one more than where the entry begins. */
  readonly slots: Uint32Array
  /** 256 numbers for each of the 20 octets that a serial number can have. */
  readonly hashKey: Uint32Array
}

/**
 * Reads the entries once and files their serial numbers. What stands in an entry is checked, dates by their digits, and
 * made into values only when somebody asks. `seed` is the digest of the list: who writes one cannot choose serial numbers
 * that share a place, since each change of the list changes all places. Throws MalformedError.
 */
export function indexRevoked(
  entries: Bytes,
  { seed, onCritical }: { seed: Bytes; onCritical: (id: string) => unknown },
): RevokedSerials {
  const hashKey = makeHashKey(seed)
  const places = new Uint32Array(Math.min(limits.crlEntriesMax, Math.ceil(entries.length / entryBytesMin)))
  const entry = { end: 0, serialAt: 0, serialEnd: 0, extensionsAt: 0, isPlain: true }
  let size = 0
  for (let at = 0; at < entries.length; at = entry.end) {
    demand(size < places.length, 'entry')
    scanEntry(entries, at, entry)
    if (!entry.isPlain) {
      const extensions = readEntryExtensions(entries.subarray(entry.extensionsAt, entry.end))
      readReason(extensions)
      for (const { id, isCritical } of extensions) if (isCritical && id !== oid.crlReason) onCritical(id)
    }
    places[size++] = at
  }
  const slots = new Uint32Array(2 ** Math.ceil(Math.log2(size * 2 + 1)))
  for (let i = 0; i < size; i++) {
    const at = places[i] ?? 0
    scanEntry(entries, at, entry)
    // A number that no certificate can have is nobody's: those we read have 20 octets at most.
    if (entry.serialEnd - entry.serialAt > limits.serialBytesMax) continue
    // Of two entries with one number the later one counts.
    slots[getSlot({ entries, slots, hashKey }, entries, entry.serialAt, entry.serialEnd)] = at + 1
  }
  return { size, entries, slots, hashKey }
}

/** What a list says of a serial number, written as in `Certificate.serialHex`; undefined when nothing. */
export function findRevoked(revoked: RevokedSerials, serialHex: string): Revocation | undefined {
  const serial = readSerialHex(serialHex)
  if (serial.length === 0 || serial.length > limits.serialBytesMax) return undefined
  const place = revoked.slots[getSlot(revoked, serial, 0, serial.length)] ?? 0
  if (place === 0) return undefined
  const [, revokedAt, extensions] = readChildren(readElement(revoked.entries, place - 1))
  const list = extensions ? readExtensionList(extensions) : []
  return { reason: readReason(list), at: readTime(revokedAt), ...readInvalidityDate(list) }
}

/** SEQUENCE, a serial number of one octet, a UTCTime. */
const entryBytesMin = 2 + 3 + 15

function makeHashKey(seed: Bytes): Uint32Array {
  const numbers = limits.serialBytesMax * 256
  const drawn = createHash('shake256', { outputLength: numbers * 4 })
    .update(seed)
    .digest()
  return new Uint32Array(drawn.buffer.slice(drawn.byteOffset, drawn.byteOffset + drawn.byteLength))
}

type Table = Pick<RevokedSerials, 'entries' | 'slots' | 'hashKey'>

/** The slot that holds this serial number (`bytes` from `from` to `to`), or the free one where it would go. */
function getSlot({ entries, slots, hashKey }: Table, bytes: Bytes, from: number, to: number): number {
  const mask = slots.length - 1
  let slot = hashSerial(hashKey, bytes, from, to) & mask
  for (;;) {
    const place = slots[slot] ?? 0
    if (place === 0 || isSerialAt(entries, place - 1, bytes, from, to)) return slot
    slot = (slot + 1) & mask
  }
}

/** Tabulation hashing: spreads whatever numbers there are, also consecutive ones. */
function hashSerial(hashKey: Uint32Array, bytes: Bytes, from: number, to: number): number {
  let hash = 0
  for (let at = from; at < to; at++) hash ^= hashKey[(at - from) * 256 + (bytes[at] ?? 0)] ?? 0
  return hash
}

function isSerialAt(entries: Bytes, place: number, bytes: Bytes, from: number, to: number): boolean {
  const found = { end: 0, serialAt: 0, serialEnd: 0, extensionsAt: 0, isPlain: true }
  scanEntry(entries, place, found)
  if (found.serialEnd - found.serialAt !== to - from) return false
  for (let i = from, at = found.serialAt; i < to; i++, at++) if (bytes[i] !== entries[at]) return false
  return true
}

function readEntryExtensions(bytes: Bytes): RawExtension[] {
  return readExtensionList(readWhole(bytes, tag.sequence))
}

function readReason(extensions: readonly RawExtension[]): CrlReason {
  const extension = extensions.find(({ id }) => id === oid.crlReason)
  if (!extension) return 'unspecified'
  const code = readCount(readWhole(extension.value, tag.enumerated), tag.enumerated)
  // A reason that we have no word for revokes like any other.
  return code in crlReasons ? crlReasons[code as keyof typeof crlReasons] : 'unspecified'
}
