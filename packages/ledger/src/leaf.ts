import { createHmac, createSecretKey } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { concat } from '@madoguchi/kit'
import { encodeCanonical } from './canonical.ts'
import type { LedgerRecord } from './record.ts'
import { hashLeaf } from './tree.ts'

const leafVersion = Uint8Array.of(0x01)
export const saltSizeBytes = 32

/**
 * The leaf of a record: version byte 0x01 ‖ HMAC-SHA-256(salt, canonical JSON of the record), 33 bytes.
 * A leaf tells nothing without its salt; erasing the salt erases the person and leaves the tree whole.
 * Callers MUST draw 32 fresh random bytes for every record and keep them beside it.
 */
function makeLeaf(record: LedgerRecord, salt: Bytes): Bytes {
  if (salt.length !== saltSizeBytes) throw new RangeError('a salt is 32 bytes')
  // A key object: for bare bytes Node takes several times as long.
  return concat(leafVersion, createHmac('sha256', createSecretKey(salt)).update(encodeCanonical(record)).digest())
}

export type Entry = {
  readonly record: LedgerRecord
  readonly salt: Bytes
  readonly leaf: Bytes
  readonly leafHash: Bytes
}

/** Record and salt in, what the ledger stores out. */
export function makeEntry(record: LedgerRecord, salt: Bytes): Entry {
  const leaf = makeLeaf(record, salt)
  return { record, salt, leaf, leafHash: hashLeaf(leaf) }
}
