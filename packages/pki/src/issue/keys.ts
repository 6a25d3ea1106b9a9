import type { KeyObject } from 'node:crypto'
import { createPrivateKey, createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { AppError } from '@madoguchi/kit'

export type KeyPair = { readonly publicKey: KeyObject; readonly privateKey: KeyObject }

const generate = promisify(generateKeyPair)

/** A fresh RSA-2048 pair, as the card's keys are. Made in the thread pool; about 50 ms of one core. */
export function makeRsaKeyPair(): Promise<KeyPair> {
  return generate('rsa', { modulusLength: 2048, publicExponent: 65537 })
}

/** PKCS#8 PEM, not encrypted. Duty: the caller keeps it in a file of mode 0600 and out of every log. */
export function encodePrivateKey(key: KeyObject): string {
  return key.export({ format: 'pem', type: 'pkcs8' }).toString()
}

/** Reads a PKCS#8 PEM and derives the public half. Throws PKI_CA_UNUSABLE when it is none. */
export function readPrivateKey(pem: string): KeyPair {
  try {
    const privateKey = createPrivateKey({ key: pem, format: 'pem', type: 'pkcs8' })
    return { privateKey, publicKey: createPublicKey(privateKey) }
  } catch (cause) {
    throw new AppError('PKI_CA_UNUSABLE', 'a private key could not be read as PKCS#8 PEM', { cause })
  }
}
