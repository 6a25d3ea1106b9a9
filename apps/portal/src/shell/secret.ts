import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import type { Bytes, Random } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'

const nonceSizeBytes = 12
const tagSizeBytes = 16
// Node takes a key object several times faster than the bytes of a key: for bytes it first fails to read an object.

/**
 * AES-256-GCM: nonce (12 bytes) ‖ ciphertext ‖ tag (16 bytes). `boundTo` is authenticated and not stored: who opens
 * it must say the same, so that a row moved to another account opens nothing. `key` is 32 bytes, used with a random
 * nonce; no key of ours closes more than a few thousand times.
 */
export function closeSecret(options: { key: Bytes; secret: Bytes; boundTo: readonly string[]; random: Random }): Bytes {
  const nonce = options.random.bytes(nonceSizeBytes)
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(options.key), nonce).setAAD(
    encodeBinding(options.boundTo),
  )
  return concat(nonce, cipher.update(options.secret), cipher.final(), cipher.getAuthTag())
}

/** Undefined when key, binding or bytes are not the ones that closed it. */
export function openSecret(options: { key: Bytes; closed: Bytes; boundTo: readonly string[] }): Bytes | undefined {
  const { closed, key } = options
  if (closed.length < nonceSizeBytes + tagSizeBytes) return undefined
  try {
    const cipher = createDecipheriv('aes-256-gcm', createSecretKey(key), closed.subarray(0, nonceSizeBytes))
      .setAAD(encodeBinding(options.boundTo))
      .setAuthTag(closed.subarray(-tagSizeBytes))
    return concat(cipher.update(closed.subarray(nonceSizeBytes, -tagSizeBytes)), cipher.final())
  } catch {
    // GCM says only that it does not fit; that is the answer.
    return undefined
  }
}

/** Each part behind its length, so that no two bindings share their bytes. */
function encodeBinding(parts: readonly string[]): Bytes {
  return utf8.encode(parts.map((part) => `${part.length}:${part}`).join(''))
}
