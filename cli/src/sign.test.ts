import assert from 'node:assert/strict'
import { access, link, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { dayMs } from '@madoguchi/kit'
import { openAuthority, plainPdf, runTool } from '@madoguchi/pades/testing'
import { run } from './run.ts'
import { openCardFolder } from './signing/card-folder.fixture.ts'

let root: string
let cards: Awaited<ReturnType<typeof openCardFolder>>
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'madoguchi-sign-card-'))
  cards = await openCardFolder(root)
  await cards.put('hanako')
  await writeFile(at('letter.pdf'), plainPdf)
})
after(() => rm(root, { recursive: true, force: true }))

const at = (name: string) => join(root, name)
const isThere = (name: string) =>
  access(at(name)).then(
    () => true,
    () => false,
  )

async function call(args: readonly string[], typed = 'ABC123') {
  let text = ''
  let isAsked = false
  const write = (part: string) => {
    text += part
  }
  const status = await run(args, {
    ...{ out: write, err: write, signal: new AbortController().signal, isTerminal: false, environment: {} },
    async readStdin() {
      isAsked = true
      return `${typed}\n`
    },
  })
  return { status, text, isAsked }
}
const sign = (card: string, out: string, ...more: readonly string[]) =>
  call(['sign', at('letter.pdf'), '--out', at(out), '--card', card, '--data', root, '--pin-stdin', ...more])

test('Hanako signs with a seal that shows her name and the time, in the corner that she names, and others find it valid', async () => {
  const done = await sign('hanako', 'sealed.pdf', '--seal', '--seal-corner', 'top-left')
  assert.equal(done.status, 0, done.text)
  assert.match(done.text, /sealed\.pdf に保存しました。保存したものを読み直し、署名が正しいことを確かめました。/)
  assert.match(done.text, /失効していないかは、確かめていません/)
  const signed = await readFile(at('sealed.pdf'))
  const shown = runTool('pdftotext', ['-raw', 'in.pdf', '-'], { 'in.pdf': signed }).output
  assert.match(shown.replace(/\s/g, ''), /電子署名.*〔高〕橋花子.*年\d+月\d+日/)
  assert.match(runTool('pdffonts', ['in.pdf'], { 'in.pdf': signed }).output, /BIZUDPGothic.* yes yes yes/)
  assert.match(runTool('pdfsig', ['-nocert', 'in.pdf'], { 'in.pdf': signed }).output, /Signature is Valid/)
  const verified = await call(['verify', at('sealed.pdf'), '--trust', cards.caFile, '--data', root])
  assert.equal(verified.status, 0, verified.text)
})

test('what can be told before the password is: a file that is there or a link to one, an address that is none, an authority that does not stamp', async () => {
  await writeFile(at('there.pdf'), 'as it was')
  await symlink(at('there.pdf'), at('soft.pdf'))
  await link(at('letter.pdf'), at('hard.pdf'))
  await symlink(at('nowhere.pdf'), at('dangling.pdf'))
  await using authority = await openAuthority()
  authority.replaceAnswer(() => ({ status: 503, body: new Uint8Array() }))
  const rows: readonly (readonly [string, RegExp, ...string[]])[] = [
    ['letter.pdf', /すでにあります。上書きはしません/],
    ['there.pdf', /FILE_EXISTS/],
    ['soft.pdf', /FILE_EXISTS/],
    ['hard.pdf', /FILE_EXISTS/],
    ['dangling.pdf', /FILE_EXISTS/],
    ['no/such/folder.pdf', /保存できません/],
    ['new.pdf', /タイムスタンプ局のアドレスではありません/, '--time-stamp', 'tsa.example'],
    ['new.pdf', /タイムスタンプ局のアドレスではありません/, '--time-stamp', 'ftp://tsa.example'],
    ['new.pdf', /暗証番号は使われていません.*TIME_STAMP_UNREACHABLE/, '--time-stamp', 'http://127.0.0.1:1/tsa'],
    ['new.pdf', /暗証番号は使われていません.*TIME_STAMP_UNREACHABLE/, '--time-stamp', authority.url],
    ['new.pdf', /失効リスト .* を使えません/, '--crl', at('letter.pdf')],
    ['new.pdf', /失効リスト .* を使えません/, '--crl', 'http://127.0.0.1:1/list.crl'],
    ['new.pdf', /署名を待っている署名欄がありません/, '--field', 'Mayor'],
    ['new.pdf', /指定したページがありません/, '--seal', '--seal-page', '9'],
    ['new.pdf', /--seal-corner には bottom-right/, '--seal', '--seal-corner', 'middle'],
    ['new.pdf', /--seal といっしょに使います/, '--seal-page', '1'],
  ]
  for (const [out, words, ...more] of rows) {
    const refused = await sign('hanako', out, ...more)
    assert.notEqual(refused.status, 0, out)
    assert.match(refused.text, words, out)
    assert.equal(refused.isAsked, false, `${out} ${more.join(' ')}: the password is not read`)
  }
  assert.equal(await readFile(at('there.pdf'), 'utf8'), 'as it was')
  assert.deepEqual(new Uint8Array(await readFile(at('letter.pdf'))), plainPdf)
  assert.equal(await isThere('new.pdf'), false)
})

test('a certificate that has expired, has not begun or was revoked signs nothing, and costs no try', async () => {
  const now = Date.now()
  await cards.put('late', { notBefore: new Date(now - 400 * dayMs), notAfter: new Date(now - dayMs) })
  await cards.put('early', { notBefore: new Date(now + dayMs), notAfter: new Date(now + 400 * dayMs) })
  const [revoked, clean] = [await cards.putList('revoked.crl', true), await cards.putList('clean.crl', false)]
  const stale = await cards.putList('stale.crl', false, new Date(now - dayMs))
  const trusting = (list: string) => ['--trust', cards.caFile, '--crl', list]
  const rows: readonly (readonly [string, RegExp, ...string[]])[] = [
    ['late', /期限が切れています。署名はされていません。署名の鍵は使われていません/],
    ['early', /期限が、まだ始まっていません/],
    ['hanako', /失効しています.*CERT_REVOKED/, ...trusting(revoked)],
    ['hanako', /失効しています.*CERT_REVOKED/, ...trusting(clean), '--crl', revoked],
    ['hanako', /失効リストの期限が切れています.*CRL_STALE/, ...trusting(stale)],
    // The CA is not trusted: the list says nothing.
    ['hanako', /発行者のものではありません.*CRL_ISSUER/, '--crl', clean],
  ]
  for (const [card, words, ...more] of rows) {
    const refused = await sign(card, 'refused.pdf', ...more)
    assert.equal(refused.status, 1, refused.text)
    assert.match(refused.text, words)
    assert.equal(await isThere('refused.pdf'), false)
    assert.equal(await cards.triesLeft(card), 5)
  }
  const done = await sign('hanako', 'asked.pdf', ...trusting(clean))
  assert.equal(done.status, 0, done.text)
  assert.doesNotMatch(done.text, /確かめていません/)
})

test('an encrypted document is told as such, and the field that waits for her is signed', async () => {
  const encrypted = runTool(
    'qpdf',
    ['--encrypt', '', 'owner', '256', '--', '--object-streams=generate', 'in.pdf', 'out'],
    {
      'in.pdf': plainPdf,
    },
  ).written
  await writeFile(at('encrypted.pdf'), encrypted ?? assert.fail('qpdf made none'))
  const own = ['--card', 'hanako', '--data', root, '--pin-stdin']
  const refused = await call(['sign', at('encrypted.pdf'), '--out', at('new.pdf'), ...own])
  assert.match(refused.text, /暗号化されています/)
  assert.equal(refused.isAsked, false)
  const once = await sign('hanako', 'once.pdf')
  assert.equal(once.status, 0)
  assert.doesNotMatch(once.text, /署名欄/)
})
