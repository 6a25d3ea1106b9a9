import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCa, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { findEndingSentence } from './find-ending-sentence.ts'

test('whoever logs in with a certificate that ends within three months is told the day in Japan and where to renew it, nobody else is', async () => {
  const window = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2031-03-31T15:00:00Z') }
  const ca = await createCa({ name: jpkiTestCaName.authentication, serial: 1n, ...window })
  const { publicKey } = await makeRsaKeyPair()
  const { der } = await issueCertificate({
    ...{ ca, publicKey, serial: 2n, ...window, profile: 'authentication' },
    subject: { C: 'JP', OU: [], L: [], CN: 'TEST0000000000000001' },
  })
  const said = (at: string) => findEndingSentence(der, new Date(at))
  assert.equal(said('2030-12-31T14:59:59Z'), undefined, 'three months and more are left')
  const sentence =
    '利用者証明用電子証明書は、まもなく、2031年4月1日(令和13年)に期限が切れます。住んでいる市区町村の窓口で更新できます。'
  assert.equal(said('2030-12-31T15:00:00Z'), sentence)
  assert.equal(said('2031-03-31T15:00:00Z'), sentence, 'it is good to its last second')
  assert.equal(said('2031-03-31T15:00:01Z'), undefined, 'an ended certificate logs nobody in, which has its own words')
  assert.equal(findEndingSentence(new Uint8Array(3), new Date('2031-03-01T00:00:00Z')), undefined)
})
