import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey } from 'node:crypto'

/** What stands before the 32 bytes of a public key in DER (RFC 8410 section 4): twelve bytes, so that base64 goes on behind them. */
const pointPrefix = 'MCowBQYDK2VuAyEA'

/**
 * 32 bytes (RFC 7748 section 5) as a public key. Throws what Node throws.
 * As a text in PEM: of bytes Node first asks whether they are a key object, by errors that it throws and catches, whose
 * stacks cost three times what the key does (53 µs against 15).
 */
export function readPoint(point: Buffer): KeyObject {
  return createPublicKey(
    `-----BEGIN PUBLIC KEY-----\n${pointPrefix}${point.toString('base64')}\n-----END PUBLIC KEY-----\n`,
  )
}

/**
 * 32 bytes (RFC 7748 section 5) as a private key. Throws what Node throws.
 * Never as a text, which nobody can wipe: these errors are paid for (some 40 µs, once for a key that is made).
 */
export function readSeed(seed: Buffer): KeyObject {
  return createPrivateKey({ key: seed, format: 'raw-private', asymmetricKeyType: 'x25519' })
}
