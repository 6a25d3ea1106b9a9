import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { base64 } from '@madoguchi/kit'
import { openNationFolder } from '@madoguchi/nation'
import { createCa, encodePrivateKey, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { serve } from '@madoguchi/server'
import { contactAtr } from '@madoguchi/virtual-card'
import { run } from './run.ts'

test('a card whose issuer is O=JPKI is stopped before its PIN is tried', async () => {
  const root = await mkdtemp(join(tmpdir(), 'madoguchi-real-'))
  const folder = await openNationFolder(root)
  const [keys, window] = [await makeRsaKeyPair(), { notBefore: new Date(0), notAfter: new Date('2046-01-01') }]
  const ca = await createCa({ name: { ...jpkiTestCaName.authentication, O: 'JPKI' }, serial: 1n, ...window })
  const certificate = await issueCertificate({
    ca,
    publicKey: keys.publicKey,
    subject: { C: 'JP', OU: [], L: [], CN: 'X' },
    serial: 2n,
    profile: 'authentication',
    ...window,
  })
  const path = join(folder.cards, 'real.json')
  const file = {
    name: 'real',
    atr: contactAtr,
    quirks: {},
    authentication: {
      privateKeyPem: encodePrivateKey(keys.privateKey),
      certificate: base64.encode(certificate.der),
      caCertificate: base64.encode(ca.certificate.der),
      pin: '1234',
      triesLeft: 3,
    },
    signing: null,
    attributes: { name: '氏名', address: '住所', birthDate: '19850402', sex: '2', pin: '1234', triesLeft: 3 },
  }
  await writeFile(path, JSON.stringify(file))
  await using web = await serve({
    port: 0,
    fetch: () =>
      Response.json({
        login: 'A'.repeat(43),
        challenge: 'A'.repeat(43),
        vaultSalt: 'A'.repeat(43),
        origin: 'http://localhost',
      }),
  })
  let told = ''
  const status = await run(
    ['history', '--portal', `http://localhost:${web.port}`, '--card', 'real', '--data', root, '--pin-stdin'],
    {
      out: () => {},
      err: (text) => {
        told += text
      },
      signal: new AbortController().signal,
      readStdin: async () => '9999',
      isTerminal: false,
      environment: {},
    },
  )
  assert.equal(status, 1)
  assert.match(told, /本物のマイナンバーカードです/)
  // The wrong PIN above would have cost a try, and the card writes its counter down before it answers.
  assert.equal(
    (JSON.parse(await readFile(path, 'utf8')) as { authentication: { triesLeft: number } }).authentication.triesLeft,
    3,
  )
  await rm(root, { recursive: true })
})
