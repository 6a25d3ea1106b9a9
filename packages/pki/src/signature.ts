import type { KeyObject } from 'node:crypto'
import { verify } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { limits } from './limits.ts'

type Scheme = { readonly keyType: 'rsa' | 'ec' | 'ed25519'; readonly hash: string | null }

/** What may sign a certificate or a revocation list. Everything else is refused by name. */
const accepted: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  ['1.2.840.113549.1.1.11', { keyType: 'rsa', hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { keyType: 'rsa', hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { keyType: 'rsa', hash: 'sha512' }],
  ['1.2.840.10045.4.3.2', { keyType: 'ec', hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { keyType: 'ec', hash: 'sha384' }],
  ['1.3.101.112', { keyType: 'ed25519', hash: null }],
])

/** MD2, MD4, MD5, SHA-1 and SHA-224 with RSA, SHA-1 and SHA-224 with ECDSA and DSA. */
const weak: ReadonlySet<string> = new Set([
  ...['2', '3', '4', '5', '14'].map((last) => `1.2.840.113549.1.1.${last}`),
  ...['1.2.840.10045.4.1', '1.2.840.10045.4.3.1', '1.2.840.10040.4.3', '1.3.14.3.2.29'],
])

type AlgorithmFault = 'ALGORITHM' | 'WEAK_ALGORITHM'

/** Why an algorithm is refused; undefined when it is accepted. */
export function findAlgorithmFault(signatureAlgorithm: string): AlgorithmFault | undefined {
  if (accepted.has(signatureAlgorithm)) return undefined
  return weak.has(signatureAlgorithm) ? 'WEAK_ALGORITHM' : 'ALGORITHM'
}

/** Why a key is refused: RSA under 2048 bits is weak; over 4096 bits or on another curve it is nobody we know. */
export function findKeyFault(key: KeyObject): AlgorithmFault | undefined {
  const { modulusLength = 0, publicExponent = 0n, namedCurve } = key.asymmetricKeyDetails ?? {}
  switch (key.asymmetricKeyType) {
    case 'rsa':
      if (modulusLength < limits.rsaBitsMin || publicExponent < 3n) return 'WEAK_ALGORITHM'
      return modulusLength > limits.rsaBitsMax || publicExponent >= 2n ** 64n ? 'ALGORITHM' : undefined
    case 'ec':
      return namedCurve === 'prime256v1' || namedCurve === 'secp384r1' ? undefined : 'ALGORITHM'
    case 'ed25519':
      return undefined
    default:
      return 'ALGORITHM'
  }
}

type Signed = { readonly signatureAlgorithm: string; readonly tbsDer: Bytes; readonly signature: Bytes }

/** True only for an accepted algorithm, an accepted key of its kind, and a signature by that key over `tbsDer`. */
export function isSignedBy(signed: Signed, key: KeyObject): boolean {
  const scheme = accepted.get(signed.signatureAlgorithm)
  if (!scheme || key.asymmetricKeyType !== scheme.keyType || findKeyFault(key)) return false
  return verify(scheme.hash, signed.tbsDer, key, signed.signature)
}
