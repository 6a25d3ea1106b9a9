import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'

/** 32 bytes (RFC 7748 section 5) as a public key. Throws what Node throws. */
export function readPoint(point: Buffer): KeyObject {
  return withoutStack(() => createPublicKey({ key: point, format: 'raw-public', asymmetricKeyType: 'x25519' }))
}

/** 32 bytes (RFC 7748 section 5) as a private key. Throws what Node throws. */
export function readSeed(seed: Buffer): KeyObject {
  return withoutStack(() => createPrivateKey({ key: seed, format: 'raw-private', asymmetricKeyType: 'x25519' }))
}

/**
 * Node asks of the bytes of a key whether they are a key object by trying to use them as one: two errors are thrown and
 * caught, whose stacks cost three times what the key does. Nothing of ours runs inside, so nobody misses one.
 */
function withoutStack(read: () => KeyObject): KeyObject {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  try {
    return read()
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
}
