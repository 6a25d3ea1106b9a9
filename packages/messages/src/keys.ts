import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, sha256 } from '@madoguchi/kit'

/** A party's signing key: Ed25519 (RFC 8032). `keyId` is derived from the public half, so that no two keys share one. */
export type SigningKey = { readonly keyId: string; readonly privateKey: KeyObject }

export function makeSigningKeyPem(): string {
  return generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}

export function readSigningKey(pem: string): SigningKey {
  const privateKey = createPrivateKey(pem)
  return { privateKey, keyId: keyIdOf(publicBytesOf(privateKey)) }
}

/** The 32 bytes of the public key. Throws a TypeError on a key of another kind. */
export function publicBytesOf(privateKey: KeyObject): Bytes {
  const { x, crv } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined || crv !== 'Ed25519') throw new TypeError('not an Ed25519 key')
  return base64url.decode(x)
}

export function readPublicKey(bytes: Bytes): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: base64url.encode(bytes) }, format: 'jwk' })
}

export function keyIdOf(publicBytes: Bytes): string {
  return `key_${base64url.encode(sha256(publicBytes)).slice(0, 22)}`
}
