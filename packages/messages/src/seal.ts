import type { KeyObject } from 'node:crypto'
import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  createSecretKey,
  decapsulate,
  encapsulate,
  hkdfSync,
} from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, concat, hex, no, ok, utf8 } from '@madoguchi/kit'
import { readerKey as readerKeyField } from './fields.ts'
import type { SealKey } from './seal-key.ts'
import { deriveSealKey } from './seal-key.ts'
import { readPoint, readSeed } from './x25519.ts'

// HPKE base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. No other suite is spoken.
// OpenSSL does the KEM of section 4.1 itself (`encapsulate`); `seal-key.ts` is the key schedule of section 5.1.
const aead = 'aes-256-gcm'
const encapsulatedSizeBytes = 32
const tagSizeBytes = 16

export type ReaderKey = { readonly publicKey: string; readonly privateKey: KeyObject }
/** What opens one seal and no other, so that its reader can show what was in it: the shared secret of RFC 9180 section 4.1. */
export type SealSecret = { readonly sharedSecret: Bytes }

/**
 * The X25519 key for one exchange: HKDF(secret, exchange id) is the private key. The secret is a citizen's vault key
 * or an agency's own; no reader key repeats, and whoever holds the secret makes it again.
 */
export async function deriveReaderKey(secret: Bytes, exchange: string): Promise<ReaderKey> {
  const info = utf8.encode(`madoguchi/1/reader/${exchange}`)
  const seed = Buffer.from(hkdfSync('sha256', createSecretKey(secret), new Uint8Array(0), info, 32))
  const privateKey = readSeed(seed)
  seed.fill(0)
  return { publicKey: base64url.encode(createPublicKey(privateKey).export({ format: 'raw-public' })), privateKey }
}

/** What a seal is bound to: the exchange and the digest of what was asked (for records: of the request). */
export type SealContext = { readonly exchange: string; readonly askDigest: Bytes }

/** Encapsulated key (32 bytes) ‖ ciphertext with tag. Throws a TypeError unless the reader key passes `isReaderKey`. */
export async function seal(options: { readerKey: string; plaintext: Bytes; context: SealContext }): Promise<Bytes> {
  const { encapsulated, key, nonce } = makeSealKey(options.readerKey, encodeInfo(options.context))
  const cipher = createCipheriv(aead, key, nonce)
  return concat(encapsulated, cipher.update(options.plaintext), cipher.final(), cipher.getAuthTag())
}

/** Opens a seal, or says SEAL_BROKEN: another key, another exchange, a changed byte. Never throws on what a peer sent. */
export async function openSeal(options: {
  readerKey: ReaderKey | SealSecret
  sealed: Bytes
  context: SealContext
}): Promise<Verdict<Bytes, 'SEAL_BROKEN'>> {
  const { readerKey, sealed, context } = options
  const tagAt = sealed.length - tagSizeBytes
  if (tagAt < encapsulatedSizeBytes) return no('SEAL_BROKEN', { sizeBytes: sealed.length })
  try {
    const { key, nonce } = openSealKey(readerKey, {
      encapsulated: sealed.subarray(0, encapsulatedSizeBytes),
      info: encodeInfo(context),
    })
    const decipher = createDecipheriv(aead, key, nonce, { authTagLength: tagSizeBytes })
    decipher.setAuthTag(sealed.subarray(tagAt))
    const plaintext = decipher.update(sealed.subarray(encapsulatedSizeBytes, tagAt))
    return ok(concat(plaintext, decipher.final()))
  } catch {
    // HPKE says nothing about why by design.
    return no('SEAL_BROKEN', { sizeBytes: sealed.length })
  }
}

/**
 * The key of something that is sealed in pieces, bound to `info`, and the encapsulated key (32 bytes) from which its reader makes it
 * again. Throws a TypeError unless the reader key passes `isReaderKey`.
 */
export function makeSealKey(readerKey: string, info: Bytes): SealKey & { readonly encapsulated: Bytes } {
  if (!isReaderKey(readerKey)) throw new TypeError('not a reader key')
  const { ciphertext, sharedKey } = encapsulate(readPoint(Buffer.from(readerKey, 'base64url')))
  return { encapsulated: new Uint8Array(ciphertext), ...takeSealKey(sharedKey, info) }
}

/** The key that `makeSealKey` made, for its reader; another one for another `info`. Throws what Node throws for bytes that are no key. */
export function openSealKey(
  readerKey: ReaderKey | SealSecret,
  { encapsulated, info }: { readonly encapsulated: Bytes; readonly info: Bytes },
): SealKey {
  // A copy, since what a key was made of is wiped.
  if ('sharedSecret' in readerKey) return takeSealKey(Uint8Array.from(readerKey.sharedSecret), info)
  return takeSealKey(exposeSeal(readerKey, encapsulated).sharedSecret, info)
}

/** The secret of one seal, for whoever its reader shows it to. Throws what Node throws for bytes that are no seal. */
export function exposeSeal(readerKey: ReaderKey, sealed: Bytes): SealSecret {
  return { sharedSecret: decapsulate(readerKey.privateKey, sealed.subarray(0, encapsulatedSizeBytes)) }
}

function encodeInfo({ exchange, askDigest }: SealContext): Bytes {
  return concat(utf8.encode(exchange), askDigest)
}

/** Makes the key of one message and wipes the secret that it came from. */
function takeSealKey(sharedKey: Bytes, info: Bytes): SealKey {
  try {
    return deriveSealKey(sharedKey, info)
  } finally {
    sharedKey.fill(0)
  }
}

/**
 * The points of order 1, 2, 4 and 8 and their twins above the prime, little endian: X25519 gives zeros for each,
 * whatever the other key is, so that a seal to it would hide nothing (RFC 7748 section 6.1).
 */
const lowOrderPoints = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
])

/** True for 32 bytes, canonical base64url, that X25519 takes as a public key and that can keep a secret. */
export function isReaderKey(text: string): boolean {
  if (!readerKeyField.safeParse(text).success) return false
  const point = base64url.decode(text)
  // X25519 ignores the highest bit (RFC 7748 section 5).
  point[31] = (point[31] ?? 0) & 0x7f
  return !lowOrderPoints.has(hex.encode(point))
}
