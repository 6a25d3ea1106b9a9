import type { KeyObject } from 'node:crypto'
import { createHmac, createSecretKey, hkdfSync } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'

/** AES-256-GCM key and nonce of one message. */
export type SealKey = { readonly key: KeyObject; readonly nonce: Bytes }

/** "HPKE" and the numbers of KEM, KDF and AEAD (RFC 9180 section 7). */
const suiteId = concat(utf8.encode('HPKE'), Uint8Array.of(0x00, 0x20, 0x00, 0x01, 0x00, 0x02))
const empty = new Uint8Array(0)
const baseMode = Uint8Array.of(0)
// Node takes a key object several times faster than the bytes of a key: for bytes it first fails to read an object.
const noSalt = createSecretKey(new Uint8Array(32))
const pskIdHash = extractWithoutSalt('psk_id_hash', empty)
const secretInput = createSecretKey(label('secret', empty))

/**
 * The key schedule of RFC 9180 section 5.1 in base mode. LabeledExtract followed by LabeledExpand is one HKDF
 * (RFC 5869): its salt is the KEM's shared secret.
 */
export function deriveSealKey(sharedSecret: Bytes, info: Bytes): SealKey {
  const context = concat(baseMode, pskIdHash, extractWithoutSalt('info_hash', info))
  const derive = (name: string, sizeBytes: number) => {
    const labeled = concat(Uint8Array.of(0, sizeBytes), label(name, context))
    return new Uint8Array(hkdfSync('sha256', secretInput, sharedSecret, labeled, sizeBytes))
  }
  const key = derive('key', 32)
  try {
    return { key: createSecretKey(key), nonce: derive('base_nonce', 12) }
  } finally {
    key.fill(0)
  }
}

/** LabeledExtract without a salt, which is as many zeros as a digest has bytes. */
function extractWithoutSalt(name: string, input: Bytes): Bytes {
  return createHmac('sha256', noSalt).update(label(name, input)).digest()
}

function label(name: string, input: Bytes): Bytes {
  return concat(utf8.encode('HPKE-v1'), suiteId, utf8.encode(name), input)
}
