import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Bytes, dayMs, hourMs, ok } from '@madoguchi/kit'
import type { SignatureReport } from '@madoguchi/pades'
import { plainPdf } from '@madoguchi/pades/testing'
import { checkPage } from '../testing/check-page.fixture.ts'
import { changePages, signBy, signerAttributes } from '../testing/signed-pdf.fixture.ts'
import { makeBrowser, type Seen } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'

let world: TestPortal
let card: TestCard
let signed: Bytes
before(async () => {
  world = await openTestPortal()
  card = await world.signing.issue({ profile: 'signing', attributes: signerAttributes })
  signed = signBy(card, { pdf: plainPdf, at: world.clock.now() })
})
after(() => world[Symbol.asyncDispose]())

const verifyPath = '/card/verify'
const wordsOf = ({ text }: Seen) =>
  (/<main.*<\/main>/s.exec(text)?.[0] ?? '').replace(/<svg.*?<\/svg>|<[^>]+>/gs, ' ').replace(/[ \n]+/g, ' ')
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const reportOf = ({ text }: Seen) =>
  /href="(\/card\/verify\/report\.pdf\?held=[\w-]+)"/.exec(text)?.[1] ?? assert.fail('a report')

test('several documents at once: a list with one sentence each comes first, then each by itself with its own file’s hash; one of them that is no PDF takes nothing from the others', async () => {
  const other = await world.signing.issue({
    profile: 'signing',
    attributes: { ...signerAttributes, name: '見本　次郎' },
  })
  const twice = signBy(other, { pdf: signed, at: world.clock.now() })
  const seen = await makeBrowser(world).sendFiles(verifyPath, 'document', [
    ['届出.pdf', signed],
    ['\u202efdp.\u200b二人.pdf', twice],
    ['かわった.pdf', changePages(signed)],
    ['メモ.txt', new TextEncoder().encode('<script>alert(1)</script>')],
    ['\u200b', plainPdf],
  ])
  assert.equal(seen.status, 200)
  await checkPage(verifyPath, seen)
  const words = wordsOf(seen)
  const list = /文書ごとの結果(.*?)確かめた結果: 届出/.exec(words)?.[1] ?? assert.fail(words)
  assert.match(
    list,
    /5個の文書.*届出\.pdf 〔高〕橋　花子さんが署名し、そのあと文書の中身が変えられたようすはありません/,
  )
  assert.match(list, /fdp\. ?二人\.pdf 2つの署名は正しく、文書の中身が変えられたようすはありません/)
  assert.match(list, /かわった\.pdf この文書の署名は信じられません/)
  assert.match(list, /メモ\.txt 文書をPDFとして読めませんでした/)
  assert.match(list, /文書5 署名がありません/)
  for (const file of [signed, twice]) assert.ok(words.includes(hashOf(file)))
  assert.doesNotMatch(seen.text, /[\u202e\u200b]/)
})

test('more documents than one form takes are told to be too many before anybody looks at one', async () => {
  const files = Array.from({ length: 11 }, (_, i) => [`${i}.pdf`, signed] as const)
  const seen = await makeBrowser(world).sendFiles(verifyPath, 'document', files)
  assert.equal(seen.status, 422)
  assert.match(seen.text, /一度に確かめられるのは10個までです/)
})

test('what happened to a document stands in order: what was signed, by whom, what was changed afterwards, and what it is now', async () => {
  const browser = makeBrowser(world)
  const whole = wordsOf(await browser.sendFile(verifyPath, 'document', signed))
  assert.match(
    whole,
    /あったこと\(古い順\) もとの文書 1つ目の署名 正しい 署名した人: 〔高〕橋　花子 .*パソコンの時刻\) いまの文書 最後の.*加えられたものはありません/,
  )
  assert.doesNotMatch(whole, /取り出す .*のときの文書/)
  const changed = wordsOf(await browser.sendFile(verifyPath, 'document', changePages(signed)))
  assert.match(
    changed,
    /もとの文書 1つ目の署名 信じられない .* そのあとに変えられたところ .*変えられています いまの文書 くわしい結果/,
  )
  assert.doesNotMatch(changed, /中身が変えられたようすはありません|加えられたものはありません/)
})

test('of a document that was changed afterwards its signer’s own comes back as a file to be saved, byte by byte, and is good', async () => {
  const browser = makeBrowser(world)
  const changed = changePages(signed)
  const found = await browser.sendFile(verifyPath, 'document', changed)
  const to = /href="(\/card\/verify\/signed-revision\?number=1)"/.exec(found.text)?.[1] ?? assert.fail('a link')
  const page = await browser.get(to)
  await checkPage(to, page)
  const action = /action="(\/card\/verify\/signed-revision\?number=1)"/.exec(page.text)?.[1] ?? assert.fail('a form')
  const saved = await browser.sendFile(action, 'document', changed)
  assert.equal(saved.status, 200)
  assert.match(saved.headers.get('content-disposition') ?? '', /^attachment;/)
  assert.deepEqual(Buffer.from(saved.bytes), Buffer.from(signed))
  assert.match(
    wordsOf(await browser.sendFile(verifyPath, 'document', saved.bytes)),
    /そのあと文書の中身が変えられたようすはありません/,
  )
})

test('where no such revision can be taken out, a sentence says why, and the form waits for another document', async () => {
  const browser = makeBrowser(world)
  const path = '/card/verify/signed-revision'
  const broken = new Uint8Array(signed)
  broken[Buffer.from(broken).indexOf('200 200')] = 0x33
  for (const [to, bytes, said] of [
    [path, new Uint8Array(), /文書を選びます/],
    [path, new Uint8Array([1]), /PDFとして読めませんでした/],
    [path, broken, /こわれているか、ここでは読めない/],
    [`${path}?number=2`, signed, /2つ目の署名は見つかりませんでした/],
    [`${path}?number=2x`, plainPdf, /1つ目の署名は見つかりませんでした/],
  ] as const) {
    const seen = await browser.sendFile(to, 'document', bytes)
    assert.deepEqual([seen.status, said.test(seen.text)], [422, true], String(said))
    assert.match(seen.shownAt ?? '', /^\/card\/verify\/signed-revision\?held=/)
  }
})

const skip = spawnSync('pdftotext', ['-v']).error === undefined ? false : 'poppler-utils is not installed'

test('what was found can be saved as a PDF, which says when, of which file, who signed, what came after and what the words mean; nothing that a stranger wrote turns it round', {
  skip,
}, async () => {
  const browser = makeBrowser(world)
  const hostile = signBy(card, { pdf: plainPdf, at: world.clock.now(), reason: '#let x = \u202e[同意]します' })
  const found = await browser.sendFiles(verifyPath, 'document', [
    ['#include "a".pdf', hostile],
    ['かわった.pdf', changePages(signed)],
  ])
  const report = await browser.get(reportOf(found))
  assert.equal(report.status, 200)
  assert.match(report.headers.get('content-disposition') ?? '', /^attachment;/)
  const { stdout } = spawnSync('pdftotext', ['-', '-'], { input: report.bytes, encoding: 'utf8' })
  const words = stdout.replace(/\s/g, '')
  for (const said of [
    /署名を確かめた結果確かめた日時2026年11月22日/,
    /1\.#include"a"\.pdf.*〔高〕橋花子さんが署名し、そのあと文書の中身が変えられたようすはありません/,
    /2\.かわった\.pdf.*この文書の署名は信じられません/,
    /もとの文書.*1つ目の署名.*いまの文書/,
    /生年月日1990年4月1日.*性別女/,
    /署名した人が書いた理由#letx=\[同意\]します/,
    /署名はされていません。証明には使えません/,
    /「ここでは確かめられません」は、こわれている、または変えられているという意味ではありません/,
  ])
    assert.match(words, said)
  assert.ok(words.includes(hashOf(hostile)))
  const again = await browser.get(reportOf(found))
  assert.equal(again.status, 200)
})

test('the report is there for its own browser, for a day, and for nobody else', async () => {
  const browser = makeBrowser(world)
  const found = await browser.sendFile(verifyPath, 'document', signed)
  const report = reportOf(found)
  const stranger = await makeBrowser(world).get(report)
  assert.deepEqual([stranger.status, stranger.location], [303, '/card/verify?gone=report'])
  assert.match((await browser.get('/card/verify?gone=report')).text, /報告書のもとになる結果は、もう残っていません/)
  world.clock.advance(dayMs + hourMs)
  await world.portal.sweep()
  assert.equal((await browser.get(report)).location, '/card/verify?gone=report')
})

test('documents with more signatures than a page holds, each with what a stranger wrote, are told in short: no answer is too large to be held', async () => {
  let drawn = 7
  const draw = (count: number) =>
    Array.from({ length: count }, () => {
      drawn = (drawn * 48_271) % 2_147_483_647
      return String.fromCodePoint(0x4e00 + (drawn % 20_000))
    }).join('')
  const makeReport = (): SignatureReport => ({
    ...{ kind: 'PAdES', integrity: ok({} as never), trust: { ok: false, code: 'CERT_ISSUER_UNKNOWN', facts: {} } },
    ...{
      revocation: undefined,
      signer: undefined,
      sealOf: undefined,
      timeStamp: undefined,
      provenAt: undefined,
      claimedAt: undefined,
    },
    reason: draw(200),
    later: {
      kind: 'additions',
      additions: Array.from({ length: 20 }, () => ({ kind: 'field filled', page: 1, field: draw(60) })),
      faults: [],
      revisionBytes: 1,
    },
    verdict: { kind: 'uncheckable', code: 'CERT_ISSUER_UNKNOWN' },
    isGood: false,
  })
  await using crowded = await openTestPortal({ readSigned: async () => ok(Array.from({ length: 64 }, makeReport)) })
  const files = Array.from({ length: 10 }, () => [draw(60), signed] as const)
  const browser = makeBrowser(crowded)
  for (const some of [files.slice(0, 1), files]) {
    const seen = await browser.sendFiles(verifyPath, 'document', some)
    assert.match(seen.shownAt ?? '', /^\/card\/verify\?held=/)
    const words = wordsOf(seen)
    assert.equal(
      words.match(/この文書の64つの署名は、どれも、ここでは確かめられません/g)?.length,
      some.length === 1 ? 1 : 20,
    )
    assert.match(words, /長いので、くわしい結果ははじめの\d+つだけ.*ほかに\d+件あります/)
  }
})
