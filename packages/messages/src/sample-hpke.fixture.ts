import { createCipheriv, createHmac, createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { base64url, concat, hex, utf8 } from '@madoguchi/kit'

// A second HPKE (RFC 9180, base mode, X25519 and HKDF-SHA256), written from the RFC on node's primitives.
// It shares no line with the library that `seal.ts` uses, so that a mistake in one of them shows in the tests.

const aeads = { 'aes-128-gcm': { id: 1, keySize: 16 }, 'aes-256-gcm': { id: 2, keySize: 32 } } as const
const kemSuite = concat(utf8.encode('KEM'), twoBytes(0x0020))
const empty = new Uint8Array(0)

export type SampleSeal = { enc: Bytes; sharedSecret: Bytes; key: Bytes; baseNonce: Bytes; ciphertext: Bytes }

/** Section 5.1.1 and 6.1: encapsulates with the ephemeral key given, seals one message. */
export function sealBySample(options: {
  aead: keyof typeof aeads
  ephemeralSecret: Bytes
  recipient: Bytes
  info: Bytes
  aad?: Bytes
  plaintext: Bytes
}): SampleSeal {
  const { ephemeralSecret, recipient, info, plaintext, aad = empty } = options
  const { id, keySize } = aeads[options.aead]
  const suite = concat(utf8.encode('HPKE'), twoBytes(0x0020), twoBytes(0x0001), twoBytes(id))
  const enc = publicOf(ephemeralSecret)
  const eae = expandAfterExtract(agree(ephemeralSecret, recipient), concat(enc, recipient))
  const contextBytes = concat(
    Uint8Array.of(0),
    labeledExtract({ suite, salt: empty, label: 'psk_id_hash', ikm: empty }),
    labeledExtract({ suite, salt: empty, label: 'info_hash', ikm: info }),
  )
  const secret = labeledExtract({ suite, salt: eae, label: 'secret', ikm: empty })
  const key = labeledExpand({ suite, prk: secret, label: 'key', info: contextBytes, length: keySize })
  const baseNonce = labeledExpand({ suite, prk: secret, label: 'base_nonce', info: contextBytes, length: 12 })
  const cipher = createCipheriv(options.aead, key, baseNonce).setAAD(aad)
  const ciphertext = concat(cipher.update(plaintext), cipher.final(), cipher.getAuthTag())
  return { enc, sharedSecret: eae, key, baseNonce, ciphertext }
}

export function publicOf(secret: Bytes): Bytes {
  return base64url.decode(createPublicKey(readSecret(secret)).export({ format: 'jwk' }).x ?? '')
}

/** The X25519 function itself. Throws where the result is all zeros. */
export function agree(secret: Bytes, point: Bytes): Bytes {
  const jwk = { kty: 'OKP', crv: 'X25519', x: base64url.encode(point) }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  return new Uint8Array(diffieHellman({ privateKey: readSecret(secret), publicKey }))
}

function readSecret(secret: Bytes) {
  const der = Buffer.from(concat(hex.decode('302e020100 3005 06032b656e 0422 0420'), secret))
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
}

function expandAfterExtract(dh: Bytes, kemContext: Bytes): Bytes {
  const prk = labeledExtract({ suite: kemSuite, salt: empty, label: 'eae_prk', ikm: dh })
  return labeledExpand({ suite: kemSuite, prk, label: 'shared_secret', info: kemContext, length: 32 })
}

function labeledExtract({ suite, salt, label, ikm }: { suite: Bytes; salt: Bytes; label: string; ikm: Bytes }): Bytes {
  return hmac(
    salt.length === 0 ? new Uint8Array(32) : salt,
    concat(utf8.encode('HPKE-v1'), suite, utf8.encode(label), ikm),
  )
}

function labeledExpand(options: { suite: Bytes; prk: Bytes; label: string; info: Bytes; length: number }): Bytes {
  const { suite, prk, label, info, length } = options
  const labeled = concat(twoBytes(length), utf8.encode('HPKE-v1'), suite, utf8.encode(label), info)
  // No output here is longer than one block of SHA-256.
  return hmac(prk, concat(labeled, Uint8Array.of(1))).slice(0, length)
}

function hmac(key: Bytes, data: Bytes): Bytes {
  return new Uint8Array(createHmac('sha256', key).update(data).digest())
}

function twoBytes(value: number): Bytes {
  return Uint8Array.of(value >> 8, value & 0xff)
}
