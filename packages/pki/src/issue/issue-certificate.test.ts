import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { test } from 'node:test'
import { AppError } from '@madoguchi/kit'
import * as pkijs from 'pkijs'
import { pinAnchor } from '../anchor.ts'
import { at, day } from '../chains.fixture.ts'
import { parseCrl } from '../crl.ts'
import { hasOpenssl, runOpenssl } from '../openssl.fixture.ts'
import { checkPath } from '../path-check.ts'
import { authenticationRequirements, signingTestRequirements } from '../requirements.ts'
import { checkCrl, lookUpRevocation } from '../revocation.ts'
import { createCa, jpkiTestCaName, readCa } from './ca.ts'
import { createCrl } from './create-crl.ts'
import { issueCertificate } from './issue-certificate.ts'
import { encodePrivateKey, makeRsaKeyPair } from './keys.ts'

const window = { notBefore: day('2026-01-01'), notAfter: day('2031-01-01') }
const attributes = {
  name: '見本　花子',
  nameSubstitute: '花',
  sex: '2',
  birthDate: '420000102',
  address: '東京都見本区見本町１－１',
}
const keys = await makeRsaKeyPair()
const ca = await createCa({
  name: jpkiTestCaName.signing,
  serial: 1n,
  notBefore: day('2025-01-01'),
  notAfter: day('2055-01-01'),
})
const signing = await issueCertificate({
  ca,
  publicKey: keys.publicKey,
  subject: { C: 'JP', OU: [], L: ['東京都', '見本区'], CN: 'SG0001' },
  serial: 0xfedc_ba98n,
  profile: 'signing',
  attributes,
  ...window,
})
const login = await issueCertificate({
  ca,
  publicKey: keys.publicKey,
  subject: { C: 'JP', OU: [], L: [], CN: 'AU0001' },
  serial: 0x7fn,
  profile: 'authentication',
  ...window,
})
const anchor = pinAnchor('signing-test', ca.certificate)
assert(anchor.ok)

test('what is issued for signing carries the four attributes and serves for signing only', () => {
  assert.deepEqual(signing.jpki, attributes)
  assert.deepEqual(signing.subject, { C: 'JP', CN: 'SG0001', OU: [], L: ['東京都', '見本区'] })
  assert.deepEqual(signing.issuer, jpkiTestCaName.signing)
  assert.equal(signing.serialHex, 'fedcba98')
  const given = { leaf: signing, intermediates: [], anchors: [anchor.value], at }
  assert.equal(checkPath({ ...given, requirements: signingTestRequirements }).ok, true)
  assert.equal(checkPath({ ...given, requirements: authenticationRequirements }).ok, false)
})

test('what is issued to log in carries no attributes and does not sign documents', async () => {
  assert.equal(login.jpki, undefined)
  const given = { leaf: login, intermediates: [], anchors: [anchor.value], at }
  assert.equal(checkPath({ ...given, requirements: authenticationRequirements }).ok, true)
  const verdict = checkPath({ ...given, requirements: signingTestRequirements })
  assert.equal(verdict.ok ? 'ok' : verdict.code, 'CERT_POLICY')
  const options = { ca, publicKey: keys.publicKey, subject: login.subject, serial: 1n, ...window }
  await assert.rejects(issueCertificate({ ...options, profile: 'authentication', attributes }), /carries attributes/)
})

test('pkijs and Node read in our certificates what we read', () => {
  for (const certificate of [ca.certificate, signing, login]) {
    const byNode = new X509Certificate(certificate.der)
    assert.equal(byNode.fingerprint256.replaceAll(':', '').toLowerCase(), certificate.fingerprint)
    assert.equal(byNode.serialNumber.toLowerCase().replace(/^0+/, ''), certificate.serialHex.replace(/^0+/, ''))
    assert.equal(byNode.validToDate.getTime(), certificate.notAfter.getTime())
    assert.ok(byNode.verify(ca.certificate.publicKey))
    const byPkijs = pkijs.Certificate.fromBER(certificate.der)
    assert.equal(byPkijs.notAfter.value.getTime(), certificate.notAfter.getTime())
    assert.equal(byPkijs.extensions?.length, certificate.isCa ? 4 : 6)
  }
})

test('openssl x509 reads our certificates, each attribute of a name on its own', { skip: !hasOpenssl }, () => {
  const args = ['x509', '-inform', 'DER', '-noout', '-text', '-nameopt', 'utf8,sep_comma_plus']
  const { isOk, output } = runOpenssl(args, signing.der)
  assert.ok(isOk, output)
  for (const text of [
    'Subject: C=JP,L=東京都,L=見本区,CN=SG0001',
    'Issuer: C=JP,O=JPKI TEST,OU=JPKI TEST for digital signature,OU=TEST ONLY - not issued by J-LIS',
    'Digital Signature, Non Repudiation',
    'Policy: 1.2.392.200149.8.5.1.1.0.20',
    '1.2.392.200149.8.5.5.1::見本　花子',
    'X509v3 CRL Distribution Points',
  ]) {
    assert.ok(output.includes(text), `${text}\n${output}`)
  }
})

test('openssl crl reads our lists and finds our signature good', { skip: !hasOpenssl }, async () => {
  const revoked = [{ serialHex: login.serialHex, at: day('2027-01-01'), reason: 'keyCompromise' as const }]
  const crl = await createCrl({ ca, thisUpdate: at, nextUpdate: day('2051-01-01'), number: 200n, revoked })
  const { isOk, output } = runOpenssl(['crl', '-inform', 'DER', '-noout', '-text'], crl)
  assert.ok(isOk, output)
  for (const text of ['Serial Number: 7F', 'Key Compromise', '200', 'Next Update: Jan  1 00:00:00 2051']) {
    assert.ok(output.includes(text), `${text}\n${output}`)
  }
})

test('a renewed CA of the same name does not answer for certificates of the one before', async () => {
  const renewed = await createCa({ name: jpkiTestCaName.signing, serial: 2n, ...window })
  const range = { thisUpdate: day('2027-05-31'), nextUpdate: day('2027-06-02'), number: 1n, revoked: [] }
  const crl = parseCrl(await createCrl({ ca: renewed, ...range }))
  assert(crl.ok)
  const foreign = checkCrl(crl.value, anchor.value)
  assert.equal(foreign.ok ? 'ok' : foreign.code, 'CRL_ISSUER')
  const trusted = checkCrl(crl.value, renewed.certificate)
  assert(trusted.ok)
  const verdict = lookUpRevocation({ certificate: login, trusted: trusted.value, at })
  assert.equal(verdict.ok ? 'ok' : verdict.code, 'CRL_ISSUER')
})

test('a CA comes back from its certificate and its PKCS#8 PEM, and from nobody else’s', () => {
  const stored = { certificateDer: ca.certificate.der, privateKeyPem: encodePrivateKey(ca.privateKey) }
  assert.equal(readCa(stored).certificate.fingerprint, ca.certificate.fingerprint)
  const isUnusable = (error: unknown) => error instanceof AppError && error.code === 'PKI_CA_UNUSABLE'
  assert.throws(() => readCa({ ...stored, privateKeyPem: encodePrivateKey(keys.privateKey) }), isUnusable)
  assert.throws(() => readCa({ ...stored, privateKeyPem: 'no key' }), isUnusable)
})

test('a leaf is no anchor', () => {
  const verdict = pinAnchor('leaf', login)
  assert.equal(verdict.ok ? 'ok' : verdict.code, 'CERT_SIGNATURE')
})
