import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { base64 } from '@madoguchi/kit'
import { type CardFile, contactAtr, noQuirks, type Quirks } from './card-file.ts'
import { makeTestCertificate } from './test-certificate.fixture.ts'

/** PIN 1234, password ABC123, PIN for the attributes 5678. Keys are new with every call and live nowhere else. */
export function makeTestCardFile(change: { quirks?: Partial<Quirks> } = {}): CardFile {
  const caKey = makeKey()
  const authentication = makeCredential({ caKey, subject: 'TEST ONLY 0000000001U', paddingLength: 590 })
  const signing = makeCredential({ caKey, subject: 'TEST ONLY 0000000001S', paddingLength: 810 })
  return {
    name: '試験 一郎',
    atr: contactAtr,
    quirks: { ...noQuirks, ...change.quirks },
    authentication: { ...authentication, pin: '1234', triesLeft: 3 },
    signing: { ...signing, password: 'ABC123', triesLeft: 5 },
    attributes: {
      name: '試験　一郎',
      address: '東京都架空区見本一丁目２番３号　まどぐち荘１０１',
      birthDate: '19850401',
      sex: '1',
      pin: '5678',
      triesLeft: 3,
    },
  }
}

function makeCredential({
  caKey,
  subject,
  paddingLength,
}: {
  caKey: KeyObject
  subject: string
  paddingLength: number
}) {
  const issuer = 'TEST CA - not issued by J-LIS'
  const key = makeKey()
  const common = { issuer, issuerKey: caKey }
  const leaf = { ...common, subject, publicKey: createPublicKey(key), isCa: false, paddingLength }
  const ca = { ...common, subject: issuer, publicKey: createPublicKey(caKey), isCa: true, paddingLength: 200 }
  return {
    privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: base64.encode(makeTestCertificate(leaf)),
    caCertificate: base64.encode(makeTestCertificate(ca)),
  }
}

function makeKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
}
