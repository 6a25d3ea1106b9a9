import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { makeSigningKeyPem } from '@madoguchi/messages'
import { run } from '../run.ts'

type Kept = { readonly receipt: { readonly publicKey: string; readonly file: string } }
const vector = new URL('../../../protocol/vectors/kept/filing.json', import.meta.url)
const { receipt } = JSON.parse(await readFile(vector, 'utf8')) as Kept
let folder: string
const at = (name: string) => join(folder, name)

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madoguchi-receipt-'))
  await writeFile(at('receipt.json'), receipt.file)
  await writeFile(at('form.pdf'), '%PDF-1.7 認定請求書')
  await writeFile(at('other.pdf'), '%PDF-1.7 認定請求書(別)')
})
after(() => rm(folder, { recursive: true }))

async function verify(file: string, ...more: string[]) {
  let text = ''
  const write = (words: string) => {
    text += words
  }
  const signal = new AbortController().signal
  const surroundings = { out: write, err: write, signal, readStdin: async () => '', isTerminal: false, environment: {} }
  const args = ['receipt', 'verify', at(file), '--data', at('data'), ...more]
  return { status: await run(args, surroundings), text }
}

const key = `--directory-key=${receipt.publicKey}`

test('somebody with the receipt, the form and the key reads what arrived where and when, and that it is this form', async () => {
  const { status, text } = await verify('receipt.json', key, '--form', at('form.pdf'))
  assert.equal(status, 0, text)
  assert.match(text, /^受付票 MD-18SH-3644-A3X8-C\n {2}結果: 正しい受付票です$/m)
  assert.match(text, /送り先: みほん市\(みほん市 子育て支援課\)/)
  assert.match(text, /提出: 2026年11月30日\(令和8年\)18:00\n {2}到達: 2026年11月30日\(令和8年\)18:00$/m)
  assert.match(text, /電子署名: 正しい署名です/)
  assert.match(text, /申請書: 認定請求書\.pdf\(24バイト\)\n {6}SHA-256 [0-9a-f]{64}\n {4}添付1: 母子手帳\.png/)
  assert.match(text, /手元の申請書: 届いたものと同じです/)
})

test('another form is told, and the receipt still stands', async () => {
  const { status, text } = await verify('receipt.json', key, '--form', at('other.pdf'))
  assert.equal(status, 3)
  assert.match(text, /正しい受付票です/)
  assert.match(text, /違うファイルです/)
})

test('a receipt that was changed, or is believed by another key, is not believed, and says why', async () => {
  const changed = JSON.parse(receipt.file) as Record<string, string>
  await writeFile(at('changed.json'), JSON.stringify({ ...changed, number: 'MD-Z2Z1-5E1C-5798-6' }))
  const wrong = await verify('changed.json', key)
  assert.equal(wrong.status, 3)
  assert.match(wrong.text, /信じられません\n {2}わけ: .*\(RECEIPT_MISMATCH NUMBER\)/)
  const other = await verify('receipt.json', `--directory-key=${'A'.repeat(43)}`)
  assert.match(other.text, /RECEIPT_DIRECTORY DIRECTORY_SIGNATURE/)
  assert.match((await verify('form.pdf', key)).text, /受付票のファイルではありません/)
  const directory = await verify('receipt.json', key, '--directory', at('form.pdf'))
  assert.match(directory.text, /RECEIPT_DIRECTORY DIRECTORY_MALFORMED/)
})

test('without a key it is that of the demo, and where there is none one is asked for', async () => {
  const asked = await verify('receipt.json')
  assert.equal(asked.status, 2)
  assert.match(asked.text, /--directory-key には/)
  assert.equal((await verify('receipt.json', '--directory-key=short')).status, 2)
  await mkdir(at('data/secrets'), { recursive: true })
  await writeFile(at('data/secrets/directory-offline-key.pem'), makeSigningKeyPem())
  assert.match((await verify('receipt.json')).text, /RECEIPT_DIRECTORY DIRECTORY_SIGNATURE/)
})

test('a file that is not there is a sentence with its name', async () => {
  const { status, text } = await verify('nowhere.json', key)
  assert.equal(status, 1)
  assert.match(text, /nowhere\.json を読めませんでした/)
  const two = await verify('receipt.json', at('receipt.json'), key)
  assert.equal(two.status, 2)
})
