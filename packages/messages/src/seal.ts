import { createPublicKey, hkdfSync } from 'node:crypto'
import type { Bytes, Verdict } from '@madoguchi/kit'
import { base64url, concat, no, ok, utf8 } from '@madoguchi/kit'
import { AEAD_AES_256_GCM, CipherSuite, KDF_HKDF_SHA256, KEM_DHKEM_X25519_HKDF_SHA256 } from 'hpke'

// HPKE base mode (RFC 9180): DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. No other suite is spoken.
const suite = new CipherSuite(KEM_DHKEM_X25519_HKDF_SHA256, KDF_HKDF_SHA256, AEAD_AES_256_GCM)
const encapsulatedSizeBytes = 32
const tagSizeBytes = 16

export type ReaderKey = { readonly publicKey: string; readonly keyPair: CryptoKeyPairLike }
type CryptoKeyPairLike = Awaited<ReturnType<typeof suite.DeriveKeyPair>>

/**
 * The X25519 key for one exchange: HKDF(secret, exchange id) → RFC 9180 DeriveKeyPair. The secret is a citizen's
 * vault key or an agency's own; no reader key repeats, and whoever holds the secret makes it again.
 */
export async function deriveReaderKey(secret: Bytes, exchange: string): Promise<ReaderKey> {
  const seed = new Uint8Array(
    hkdfSync('sha256', secret, new Uint8Array(0), utf8.encode(`madoguchi/1/reader/${exchange}`), 32),
  )
  const keyPair = await suite.DeriveKeyPair(seed, false)
  return { keyPair, publicKey: base64url.encode(await suite.SerializePublicKey(keyPair.publicKey)) }
}

/** What a seal is bound to: the exchange and the digest of what was asked (for records: of the request). */
export type SealContext = { readonly exchange: string; readonly askDigest: Bytes }

/** Encapsulated key (32 bytes) ‖ ciphertext with tag. Throws a TypeError when the reader key is no X25519 key. */
export async function seal(options: { readerKey: string; plaintext: Bytes; context: SealContext }): Promise<Bytes> {
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

/** True for 32 bytes that X25519 takes as a public key. */
export function isReaderKey(text: string): boolean {
  try {
    return (
      createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: text }, format: 'jwk' }).asymmetricKeyType === 'x25519'
    )
  } catch {
    // node refuses what is no key; that is the answer.
    return false
  }
}

function encodeInfo({ exchange, askDigest }: SealContext): Bytes {
  return concat(utf8.encode(exchange), askDigest)
}
