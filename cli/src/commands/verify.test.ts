import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { sign } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { dayMs, systemClock, systemRandom } from '@madoguchi/kit'
import { prepareSignature, requestTimeStamp } from '@madoguchi/pades'
import { type Authority, openAuthority, plainPdf } from '@madoguchi/pades/testing'
import { createCa, issueCertificate, jpkiTestCaName, makeRsaKeyPair } from '@madoguchi/pki/issue'
import { run } from '../run.ts'

const skip = spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is not installed'
let folder: string
let authority: Authority
const at = (name: string) => join(folder, name)

before(async () => {
  if (skip) return
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-verify-'))
  authority = await openAuthority()
  await writeFile(at('tsa-ca.der'), authority.certificate)
  await writeStamped()
})
after(async () => {
  await authority?.[Symbol.asyncDispose]()
  if (folder !== undefined) await rm(folder, { recursive: true })
})

const verify = (environment: Readonly<Record<string, string>>, ...more: string[]) =>
  look(at('stamped.pdf'), environment, '--trust', at('ca.der'), '--data', at('data'), ...more)

const look = (file: string, environment: Readonly<Record<string, string>>, ...more: string[]) =>
  runVerify(environment, [file, ...more])

async function runVerify(environment: Readonly<Record<string, string>>, args: readonly string[]) {
  let text = ''
  const write = (words: string) => {
    text += words
  }
  const signal = new AbortController().signal
  const surroundings = { out: write, err: write, signal, readStdin: async () => '', isTerminal: false, environment }
  return { status: await run(['verify', ...args], surroundings), text }
}

test('a time stamp proves its time once its authority is named, by option or as the portal names it', {
  skip,
}, async () => {
  const named = { MADOGUCHI_TIME_STAMP_TRUST_ANCHORS: ` ${at('tsa-ca.der')},` }
  for (const { status, text } of [await verify({}, '--time-stamp-trust', at('tsa-ca.der')), await verify(named)]) {
    assert.match(text, /タイムスタンプで証明/)
    assert.equal(status, 0)
  }
  const unnamed = await verify({})
  assert.match(unnamed.text, /知らない局のタイムスタンプ。証明にはなりません/)
  assert.equal(unnamed.status, 0)
})

test('what the signer wrote stays on its line and moves nothing on the screen', { skip }, async () => {
  const { text } = await verify({})
  assert.match(text, /^ {2}理由: 同意 \[2J します 結果: 正しい署名です$/m)
  assert.doesNotMatch(text, /(?!\n)[\p{Cc}\p{Cf}]/u)
  assert.equal(text.match(/^ {2}結果: /gm)?.length, 1)
})

test('a document that is encrypted cannot be checked here, which is no error and not called broken; another file is one', async () => {
  const pdf = Buffer.from(plainPdf).toString('latin1')
  const say = async (content: string) => {
    const folder = await mkdtemp(join(tmpdir(), 'madoguchi-verify-'))
    try {
      const file = join(folder, 'letter.pdf')
      await writeFile(file, content, 'latin1')
      return await look(file, {})
    } finally {
      await rm(folder, { recursive: true })
    }
  }
  const encrypted = await say(pdf.replace('/Root 1 0 R', '/Root 1 0 R/Encrypt<</Filter/Standard>>'))
  assert.equal(encrypted.status, 3)
  assert.match(encrypted.text, /結果: ここでは確かめられません\n {2}わけ: .*暗号化.*意味ではありません/)
  const other = await say('dear agency')
  assert.equal(other.status, 1)
  assert.match(other.text, /PDFではありません/)
})

test('an authority that cannot be believed is said to be, by its file', { skip }, async () => {
  const { status, text } = await verify({ MADOGUCHI_TIME_STAMP_TRUST_ANCHORS: at('stamped.pdf') })
  assert.equal(status, 1)
  assert.match(text, /stamped\.pdf/)
})

test('what was signed is saved by itself, without what came later, and never over another file', { skip }, async () => {
  const signed = await readFile(at('stamped.pdf'))
  const later = at('later.pdf')
  await writeFile(later, Buffer.concat([signed, Buffer.from('4 0 obj\n(another text)\nendobj\n')]))
  const ask = (target: string) =>
    look(later, {}, '--trust', at('ca.der'), '--data', at('data'), '--save-signed', target)
  const { status, text } = await ask(at('saved.pdf'))
  assert.match(text, /文書が変えられています/)
  assert.doesNotMatch(text, /中身が変わったようすはありません/)
  assert.equal(status, 3)
  assert.deepEqual(await readFile(at('saved.pdf')), signed)
  const again = await ask(later)
  assert.match(again.text, /もうあります。上書きはしません/)
  assert.equal(again.status, 1)
})

test('a folder of documents is laid beside what another program says of each', { skip }, async () => {
  await mkdir(at('folder'))
  await writeFile(at('folder/one.pdf'), await readFile(at('stamped.pdf')))
  const compare = async (said: string) => {
    await writeFile(at('said.tsv'), `file\tsignatures\tsays\tcovers\none.pdf\t1\t${said}\ttotal\n`)
    const files = ['--folder', at('folder'), '--verdicts', at('said.tsv'), '--trust', at('ca.der')]
    return runVerify({}, [...files, '--data', at('data')])
  }
  const same = await compare('Signature is Valid.')
  assert.match(same.text, /one\.pdf\t1\tsame\tgood/)
  assert.equal(same.status, 0)
  const missed = await compare('Digest Mismatch.')
  assert.match(missed.text, /one\.pdf\t1\tMISSED/)
  assert.equal(missed.status, 3)
})

/** A page with nothing on it, signed and stamped by authorities of our own. */
async function writeStamped(): Promise<void> {
  const now = systemClock.now()
  const life = { notBefore: new Date(now.getTime() - dayMs), notAfter: new Date(now.getTime() + dayMs) }
  const ca = await createCa({ name: jpkiTestCaName.signing, serial: 1n, ...life })
  await writeFile(at('ca.der'), ca.certificate.der)
  const { publicKey, privateKey } = await makeRsaKeyPair()
  const subject = { C: 'JP', OU: [], L: ['Mihon-ken'], CN: 'TESTONLY1S' }
  const attributes = { name: '見本　花子', sex: '2', birthDate: '419900401', address: '架空県見本市' } as const
  const issued = await issueCertificate({
    ...{ ca, publicKey, subject, serial: 2n, ...life, profile: 'signing' },
    attributes,
  })
  const certificate = issued.der
  const prepared = prepareSignature({
    pdf: plainPdf,
    at: now,
    reason: '同意\u001b[2J\u202eします\u200b\n  結果: 正しい署名です',
  })
  assert.ok(prepared.ok)
  const signature = new Uint8Array(sign('sha256', prepared.value.composeSignedAttributes(certificate), privateKey))
  const token = await requestTimeStamp({ url: authority.url, fetch, signature, random: systemRandom })
  assert.ok(token.ok)
  await writeFile(at('stamped.pdf'), prepared.value.assemble({ certificate, signature, timeStampToken: token.value }))
}
