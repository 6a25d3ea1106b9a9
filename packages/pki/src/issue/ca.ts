import assert from 'node:assert/strict'
import type { KeyObject } from 'node:crypto'
import { createPublicKey } from 'node:crypto'
import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { Certificate } from '../certificate.ts'
import { parseCertificate } from '../certificate.ts'
import type { DistinguishedName } from '../name.ts'
import { encodeTbs, signTbs } from './encode-certificate.ts'
import { encodeName } from './encode-name.ts'
import type { KeyPair } from './keys.ts'
import { makeRsaKeyPair, readPrivateKey } from './keys.ts'
import {
  makeAuthorityKeyId,
  makeBasicConstraints,
  makeKeyId,
  makeKeyUsage,
  makeSubjectKeyId,
} from './make-extensions.ts'

export type CertificateAuthority = { readonly certificate: Certificate; readonly privateKey: KeyObject }

type CaOptions = {
  readonly name: DistinguishedName
  readonly serial: bigint
  readonly notBefore: Date
  readonly notAfter: Date
  /** Default: a fresh RSA-2048 pair. */
  readonly keyPair?: KeyPair
}

/** The names of our two test CAs. None of them can be taken for the real O=JPKI. */
export const jpkiTestCaName = {
  authentication: makeTestName('JPKI TEST for user authentication'),
  signing: makeTestName('JPKI TEST for digital signature'),
} as const

/**
 * Makes a self-signed CA that may issue leaves only (path length 0) and revocation lists.
 * Duty: the serial is positive and at most 20 octets; the private key is the caller's to keep (`encodePrivateKey`).
 */
export async function createCa(options: CaOptions): Promise<CertificateAuthority> {
  const { publicKey, privateKey } = options.keyPair ?? (await makeRsaKeyPair())
  const subjectDer = encodeName(options.name)
  const keyId = makeKeyId(publicKey)
  const tbs = encodeTbs({
    ...options,
    issuerDer: subjectDer,
    subjectDer,
    publicKey,
    extensions: [
      makeBasicConstraints(0),
      makeKeyUsage('keyCertSign', 'cRLSign'),
      makeSubjectKeyId(keyId),
      makeAuthorityKeyId(keyId),
    ],
  })
  return { certificate: readOwn(await signTbs(tbs, privateKey)), privateKey }
}

/** Brings a stored CA back. Throws PKI_CA_UNUSABLE when certificate and PKCS#8 PEM key do not belong together. */
export function readCa(stored: {
  readonly certificateDer: Bytes
  readonly privateKeyPem: string
}): CertificateAuthority {
  const { privateKey } = readPrivateKey(stored.privateKeyPem)
  const certificate = parseCertificate(stored.certificateDer)
  if (!certificate.ok || !certificate.value.publicKey.equals(createPublicKey(privateKey))) {
    throw new AppError('PKI_CA_UNUSABLE', 'the CA certificate is malformed or belongs to another key')
  }
  return { certificate: certificate.value, privateKey }
}

/** What we have just written we must be able to read: anything else is our own mistake. */
export function readOwn(der: Bytes): Certificate {
  const certificate = parseCertificate(der)
  assert(certificate.ok, 'a certificate of our own making does not parse')
  return certificate.value
}

function makeTestName(unit: string): DistinguishedName {
  return { C: 'JP', O: 'JPKI TEST', OU: [unit, 'TEST ONLY - not issued by J-LIS'], L: [] }
}
