import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, concat, hex, no, ok, utf8 } from '@madoguchi/kit'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'
import { readerKey as readerKeyField } from './fields.ts'

// HPKE base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. No other suite is spoken.
const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
const encapsulatedSizeBytes = 32
const tagSizeBytes = 16

export type ReaderKey = { readonly publicKey: string; readonly keyPair: CryptoKeyPairLike }
type CryptoKeyPairLike = Awaited<ReturnType<typeof suite.DeriveKeyPair>>

/** PKCS#8 of an X25519 private key up to its 32 bytes (RFC 8410 section 7). */
const pkcs8Prefix = hex.decode('302e020100300506032b656e04220420')

/**
 * The X25519 key for one exchange: HKDF(secret, exchange id) is the private key. The secret is a citizen's vault key
 * or an agency's own; no reader key repeats, and whoever holds the secret makes it again.
 */
export async function deriveReaderKey(secret: Bytes, exchange: string): Promise<ReaderKey> {
  const info = utf8.encode(`madoguchi/1/reader/${exchange}`)
  const seed = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, 32))
  const pkcs8 = concat(pkcs8Prefix, seed)
  const { x = '' } = createPublicKey(
    createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }),
  ).export({
    format: 'jwk',
  })
  const privateKey = await crypto.subtle.importKey('pkcs8', new Uint8Array(pkcs8), 'X25519', false, ['deriveBits'])
  seed.fill(0)
  pkcs8.fill(0)
  return { publicKey: x, keyPair: { privateKey, publicKey: await suite.DeserializePublicKey(base64url.decode(x)) } }
}

/** What a seal is bound to: the exchange and the digest of what was asked (for records: of the request). */
export type SealContext = { readonly exchange: string; readonly askDigest: Bytes }

/** Encapsulated key (32 bytes) ‖ ciphertext with tag. Throws a TypeError unless the reader key passes `isReaderKey`. */
export async function seal(options: { readerKey: string; plaintext: Bytes; context: SealContext }): Promise<Bytes> {
  if (!isReaderKey(options.readerKey)) throw new TypeError('not a reader key')
  const recipient = await suite.DeserializePublicKey(base64url.decode(options.readerKey))
  const { encapsulatedSecret, ciphertext } = await suite.Seal(recipient, options.plaintext, {
    info: encodeInfo(options.context),
  })
  return concat(encapsulatedSecret, ciphertext)
}

/** Opens a seal, or says SEAL_BROKEN: another key, another exchange, a changed byte. Never throws on what a peer sent. */
export async function openSeal(options: {
  readerKey: ReaderKey
  sealed: Bytes
  context: SealContext
}): Promise<Verdict<Bytes, 'SEAL_BROKEN'>> {
  const { readerKey, sealed, context } = options
  if (sealed.length < encapsulatedSizeBytes + tagSizeBytes) return no('SEAL_BROKEN', { sizeBytes: sealed.length })
  try {
    const encapsulated = sealed.slice(0, encapsulatedSizeBytes)
    return ok(
      await suite.Open(readerKey.keyPair, encapsulated, sealed.slice(encapsulatedSizeBytes), {
        info: encodeInfo(context),
      }),
    )
  } catch {
    // HPKE says nothing about why by design.
    return no('SEAL_BROKEN', { sizeBytes: sealed.length })
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

function encodeInfo({ exchange, askDigest }: SealContext): Bytes {
  return concat(utf8.encode(exchange), askDigest)
}
