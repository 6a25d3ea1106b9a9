import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { checkReceipt, receiptNumberOf } from '@madoguchi/filing'
import type { Procedure } from '@madoguchi/forms'
import { dayMs } from '@madoguchi/kit'
import { loadProcedures } from '@madoguchi/procedures'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { signBy, signerAttributes } from '../testing/signed-pdf.fixture.ts'
import {
  enterPages,
  fetchPart,
  fillDogs,
  findFile,
  noteFiled,
  openFiling,
  papers,
  pressSend,
  publishOnline,
  sealEvent,
  tellEvent,
} from '../testing/test-apply.fixture.ts'
import { confirmByPage, logInByPage, makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'

const byCard = [{ who: '飼い主', how: 'by-hand' as const }]

let world: TestPortal
/** Revoked before anybody fetched the list. */
let revoked: TestCard
before(async () => {
  const change = (one: Procedure): Procedure => (one.id === 'dog-registration' ? { ...one, signers: byCard } : one)
  world = await openTestPortal({ procedures: loadProcedures().map(change), aobaProvides: [] })
  revoked = await world.signing.issue({ profile: 'signing', attributes: signerAttributes })
  world.signing.revoke(revoked)
  await publishOnline(world)
})
after(() => world[Symbol.asyncDispose]())

const attach = (browser: TestBrowser, draft: string, name: string, bytes: Uint8Array) =>
  browser.sendFiles(`${draft}/files`, 'attachment', [[name, bytes]])

async function begin(name: string) {
  const browser = await enterPages(world, await world.makePerson(name))
  return { browser, draft: await fillDogs(browser) }
}

/** With a paper, and the form made. */
async function prepare(name: string) {
  const { browser, draft } = await begin(name)
  assert.equal((await attach(browser, draft, '証明書.pdf', papers.pdf)).location, `${draft}/files`)
  assert.equal((await browser.post(`${draft}/files/next`)).location, `${draft}/send`)
  const form = (await browser.get(`${draft}/send/form.pdf`)).bytes
  return { browser, draft, form }
}

async function sign(browser: TestBrowser, draft: string, form: Uint8Array, change = {}) {
  const card = await world.signing.issue({ profile: 'signing', attributes: { ...signerAttributes, ...change } })
  const pdf = signBy(card, { pdf: form, at: world.clock.now() })
  return { card, seen: await browser.sendFiles(`${draft}/send/signed`, 'attachment', [['署名済み.pdf', pdf]]), pdf }
}

const readNumber = (location: string | null) =>
  /fil_[\w-]{22}/.exec(location ?? '')?.[0] ?? assert.fail(String(location))

test('somebody attaches a paper, signs, sends, and reads each event of the case, to a receipt that holds without us', async () => {
  const { browser, draft, form } = await prepare('hanako')
  assert.match((await browser.get(`${draft}/check`)).text, new RegExp(`href="${draft}/files"[^>]*>.*オンラインで送る`))
  const toSign = await browser.get(`${draft}/send`)
  assert.match(wordsOf(toSign.text), /申請書に署名する.*証明書\.pdf\(PDF、1KB\)/)
  const { pdf } = await sign(browser, draft, form)
  const review = wordsOf((await browser.get(`${draft}/send`)).text)
  assert.match(review, /確かめて送る.*みほん市長あてに送ります.*〔高〕橋 ?花子.*署名した人と|署名した人/)
  const sent = await pressSend(browser, draft)
  const filing = readNumber(sent.location)
  await world.settle()
  const shown = wordsOf((await browser.get(`/filings/${filing}?sent`)).text)
  assert.match(shown, new RegExp(`送りました.*受付番号.*${receiptNumberOf(filing).replace(/[$*]/, '\\$&')}.*送信中`))

  const file = findFile(world)
  assert.equal(file.body.filing, filing)
  const message = openFiling(world, file)
  assert.deepEqual(await fetchPart(world, message, 0), pdf, 'the form as it was signed')
  assert.deepEqual(await fetchPart(world, message, 1), papers.pdf, 'the paper as it was chosen')

  assert.equal(await noteFiled(world, filing), undefined)
  assert.equal(await noteFiled(world, filing), undefined, 'said twice it changes nothing')
  assert.match(wordsOf((await browser.get('/filings')).text), /犬.*みほん市.*提出済み/)
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64url')
  const at = world.clock.now().toISOString()
  const parts = [
    { name: 'form.pdf', sizeBytes: pdf.length, sha256: digest(pdf) },
    { name: '証明書.pdf', sizeBytes: papers.pdf.length, sha256: digest(papers.pdf) },
  ]
  const receipt = { filedAt: at, takenAt: at, parts, signature: 'good' as const }
  const taken = await sealEvent(world, file, { number: 0, event: { what: 'taken', receipt } })
  assert.equal(await tellEvent(world, file, taken), undefined)
  const asked = await sealEvent(world, file, {
    number: 1,
    before: taken,
    event: {
      what: 'correction-asked',
      text: '注射の日を教えてください。',
      fields: [{ field: 'ownerPhone', words: '番号が1けた足りません。' }],
      until: '2026-12-10',
    },
  })
  const decided = await sealEvent(world, file, {
    number: 2,
    before: asked,
    event: {
      what: 'decided',
      decision: { outcome: 'rejected', reason: '期限を過ぎています。', review: '3か月以内に審査請求ができます。' },
    },
  })
  assert.equal(await tellEvent(world, file, decided), undefined, 'one that overtook another is kept')
  assert.match(wordsOf((await browser.get(`/filings/${filing}`)).text), /途中の知らせが、まだ届いていない/)
  assert.equal(await tellEvent(world, file, asked), undefined)
  const whole = wordsOf((await browser.get(`/filings/${filing}`)).text)
  assert.match(whole, /認められませんでした.*期限を過ぎています。.*3か月以内に審査請求/)
  assert.match(whole, /みほん市 市民課から.*電話番号: 番号が1けた足りません。.*抜けずにすべてそろっています/)

  const page = wordsOf((await browser.get(`/filings/${filing}/receipt`)).text)
  assert.match(page, /正しい署名でした.*証明書\.pdf/)
  assert.equal(
    Buffer.from((await browser.get(`/filings/${filing}/receipt.pdf`)).bytes).toString('latin1', 0, 5),
    '%PDF-',
  )
  const { bytes } = await browser.get(`/filings/${filing}/receipt.json`)
  const checked = await checkReceipt(bytes, { pinnedKey: world.pinnedKey })
  assert.ok(checked.ok, JSON.stringify(checked))
  assert.equal(checked.value.number, receiptNumberOf(filing))
  assert.deepEqual(checked.value.parts, parts)
})

test('pressed twice and in two windows there is one filing, and both lead to it; what was not shown is nobody’s', async () => {
  const { browser, draft, form } = await prepare('twice')
  await sign(browser, draft, form)
  const count = () => world.peers.seen.filter(({ name }) => name === 'file').length
  const before = count()
  const all = await Promise.all([1, 2, 3].map(() => pressSend(browser, draft)))
  await world.settle()
  const filings = new Set(all.map(({ location }) => readNumber(location)))
  assert.equal(filings.size, 1)
  assert.equal(count(), before + 1)
  const [filing = ''] = filings
  assert.equal(readNumber((await pressSend(browser, draft)).location), filing, 'an old window')
  assert.equal((await browser.get(`${draft}/files`)).location, `/filings/${filing}`)
  const other = await enterPages(world, await world.makePerson('somebody else'))
  for (const path of [
    `/filings/${filing}`,
    `/filings/${filing}/receipt.json`,
    `${draft}/files`,
    `${draft}/send/form.pdf`,
  ])
    assert.equal((await other.get(path)).status, 404, path)
  assert.doesNotMatch((await other.get('/filings')).text, /fil_/)
  const { body } = openFiling(world, findFile(world))
  const digest = body.parts[0]?.digest ?? ''
  const open = (change: object) =>
    world.portal.parts?.open({ party: 'mihon-shi', filing, digest, offset: 0, ...change })
  assert.ok(await open({}))
  assert.equal(await open({ party: 'aoba-shi' }), undefined, 'a digest is no right')
  assert.equal(await open({ filing: `fil_${'A'.repeat(22)}` }), undefined)
  assert.equal(await open({ offset: 10_000_000 }), undefined)
})

test('a changed answer or paper makes another form: the signature under the one of before is not taken', async () => {
  const { browser, draft, form } = await prepare('changed')
  await sign(browser, draft, form)
  await attach(browser, draft, '写真.jpg', papers.jpeg)
  assert.equal((await browser.get(`${draft}/send`)).location, `${draft}/files?changed`)
  assert.match(wordsOf((await browser.get(`${draft}/files?changed`)).text), /申請書を作りなおします/)
  assert.match((await pressSend(browser, draft)).text, /申請書が、あとから変わりました/)
  await browser.post(`${draft}/files/next`)
  const { seen } = await sign(browser, draft, form)
  assert.match(seen.text, /いまの申請書に署名したものではありません/)
  assert.match((await pressSend(browser, draft)).text, /まだ送っていません/)
})

test('what another window changed is not sent by a page that did not show it: it says what changed, and the page of now sends', async () => {
  const { browser, draft, form } = await prepare('two windows')
  await sign(browser, draft, form)
  const page = await browser.get(`${draft}/send`)
  const count = () => world.peers.seen.filter(({ name }) => name === 'file').length
  const before = count()
  const change = async (act: () => Promise<unknown>) => {
    await act()
    await browser.post(`${draft}/files/next`)
    await sign(browser, draft, (await browser.get(`${draft}/send/form.pdf`)).bytes)
  }
  const [, first = ''] = /value="(att_[\w-]{22})"/.exec((await browser.get(`${draft}/files`)).text) ?? []
  await change(() => attach(browser, draft, '写真.jpg', papers.jpeg))
  assert.match(wordsOf((await pressSend(browser, draft, page)).text), /まだ送っていません.*そえた書類: 写真\.jpg/)
  const second = await browser.get(`${draft}/send`)
  await change(() => browser.post(`${draft}/files/remove`, { attachment: first }))
  await change(() => fillIn(browser, `${draft}/owner`, { ownerPhone: '0999-00-1111' }))
  const refused = await pressSend(browser, draft, second)
  assert.match(wordsOf(refused.text), /申請書が、あとから変わりました.*書いた答え.*外した書類: 証明書\.pdf/)
  const third = await browser.get(`${draft}/send`)
  await sign(browser, draft, (await browser.get(`${draft}/send/form.pdf`)).bytes)
  assert.match(wordsOf((await pressSend(browser, draft, third)).text), /まだ送っていません.*申請書の署名/)
  assert.match(wordsOf((await browser.post(`${draft}/send`)).text), /まだ送っていません/, 'a page of an older program')
  await world.settle()
  assert.equal(count(), before)
  readNumber((await pressSend(browser, draft)).location)
})

test('what is not the form with a good signature is not taken, and nothing is lost: expired, revoked, a stranger’s, none, no PDF', async () => {
  const { browser, draft, form } = await prepare('signatures')
  const give = async (pdf: Uint8Array) =>
    (await browser.sendFiles(`${draft}/send/signed`, 'attachment', [['a.pdf', pdf]])).text
  const attributes = signerAttributes
  const at = world.clock.now()
  const short = await world.signing.issue({ profile: 'signing', attributes, validForMs: -1000 })
  assert.match(await give(signBy(short, { pdf: form, at })), /この署名では送れません。.*期限/)
  assert.match(await give(signBy(revoked, { pdf: form, at })), /この署名では送れません。/)
  const stranger = await world.trust.issue({ profile: 'signing', attributes })
  assert.match(await give(signBy(stranger, { pdf: form, at })), /この署名では送れません。/)
  assert.match(await give(form), /まだ署名がありません/)
  assert.match(await give(papers.html), /いまの申請書に署名したものではありません/)
  assert.match((await pressSend(browser, draft)).text, /まだ送っていません/)
  const { seen } = await sign(browser, draft, form)
  assert.equal(seen.location, `${draft}/send`, 'the right one goes on where it was')
})

test('a certificate that ends between signing and sending is told before anything leaves', async () => {
  const { browser, draft, form } = await prepare('ends between')
  const card = await world.signing.issue({ profile: 'signing', attributes: signerAttributes, validForMs: 60_000 })
  const pdf = signBy(card, { pdf: form, at: world.clock.now() })
  await browser.sendFiles(`${draft}/send/signed`, 'attachment', [['a.pdf', pdf]])
  world.clock.advance(120_000)
  const { text, status } = await pressSend(browser, draft)
  assert.equal(status, 422)
  assert.match(text, /この署名では送れません。.*期限/)
})

test('a signer who is not the claimant is told before sending; what differs is named', async () => {
  const { browser, draft, form } = await prepare('another signer')
  await sign(browser, draft, form, { name: '高橋　太郎', nameSubstitute: '00000' })
  const review = wordsOf((await browser.get(`${draft}/send`)).text)
  assert.match(review, /署名した人と、申請書に書いた人がちがいます.*ちがうところ: .*氏名/)
  assert.match(review, /ちがうまま申請する/)
})

test('a key that ends within a week is sealed to no more; the next list has another, and nothing was lost', async () => {
  const { browser, draft, form } = await prepare('key')
  await sign(browser, draft, form)
  await publishOnline(world, { version: 2, forMs: 6 * dayMs })
  assert.match((await pressSend(browser, draft)).text, /届け先が、いまは受け取れません/)
  await publishOnline(world, { version: 3 })
  const sent = await pressSend(browser, draft)
  readNumber(sent.location)
})

test('a session that ends in the middle loses nothing: after the log-in the papers are there', async () => {
  const card = await world.makePerson('ends')
  const browser = await enterPages(world, card)
  const draft = await fillDogs(browser)
  await attach(browser, draft, '証明書.pdf', papers.pdf)
  await browser.post('/logout')
  const refused = await attach(browser, draft, 'あとの.pdf', papers.pdf)
  assert.doesNotMatch(refused.text, /あとの/)
  const again = await enterPages(world, card)
  assert.match((await again.get(`${draft}/files`)).text, /証明書\.pdf/)
})

test('whoever is not logged in is led to the log-in and takes the draft along', async () => {
  const browser = makeBrowser(world)
  const draft = await fillDogs(browser)
  assert.equal((await browser.get(`${draft}/files`)).location, `${draft}/files/log-in`)
  assert.match((await browser.get(`${draft}/files/log-in`)).text, /ログインしてから送ります/)
  await logInByPage(browser, await world.makePerson('later'))
  await browser.post('/registration', { consent: 'yes', email: '' })
  assert.match((await browser.get(`${draft}/files/log-in`)).text, /下書きを保管庫にうつして続ける/)
  assert.equal((await browser.post(`${draft}/files/log-in`)).location, `${draft}/files`)
  assert.match((await browser.get(`${draft}/files`)).text, /書類をそえる/)
})

test('what the core refuses can be sent again from the same draft; what the agency cannot open, too', async () => {
  const { browser, draft, form } = await prepare('again')
  await sign(browser, draft, form)
  const sendAnew = async () => {
    await browser.post(`${draft}/files/next`)
    await sign(browser, draft, (await browser.get(`${draft}/send/form.pdf`)).bytes)
  }
  const first = readNumber((await pressSend(browser, draft)).location)
  await world.settle()
  assert.equal(await noteFiled(world, first, 'MANDATE_ENDED'), undefined)
  assert.match(
    wordsOf((await browser.get(`/filings/${first}`)).text),
    /送れませんでした.*ログインの期限が切れていました/,
  )
  await sendAnew()
  const second = readNumber((await pressSend(browser, draft)).location)
  assert.notEqual(second, first)
  await world.settle()
  const file = findFile(world)
  await noteFiled(world, second)
  const event = await sealEvent(world, file, {
    number: 0,
    event: { what: 'opened-not', text: '1つのファイルが届きません。' },
  })
  assert.equal(await tellEvent(world, file, event, 'aoba'), 'FILING_MISMATCH', 'of another agency')
  assert.equal(await tellEvent(world, file, event), undefined)
  assert.match(wordsOf((await browser.get(`/filings/${second}`)).text), /ひらけませんでした.*もう一度送る/)
  assert.equal((await browser.post(`/filings/${second}/again`)).location, `${draft}/check`)
  await sendAnew()
  const third = readNumber((await pressSend(browser, draft)).location)
  assert.equal(new Set([first, second, third]).size, 3)
})

test('a receipt holds, whenever it is saved: also when the agency’s key of then has left the directory', async () => {
  await using later = await openTestPortal({
    procedures: loadProcedures().map((one): Procedure => ({ ...one, signers: [] })),
  })
  await publishOnline(later)
  const browser = await enterPages(later, await later.makePerson('saves late'))
  const draft = await fillDogs(browser)
  await browser.post(`${draft}/files/next`)
  const filing = readNumber((await pressSend(browser, draft)).location)
  await later.settle()
  await noteFiled(later, filing)
  const file = findFile(later)
  const at = later.clock.now().toISOString()
  const form = await fetchPart(later, openFiling(later, file), 0)
  const sha256 = createHash('sha256').update(form).digest('base64url')
  const parts = [{ name: 'form.pdf', sizeBytes: form.length, sha256 }]
  const receipt = { filedAt: at, takenAt: at, parts, signature: 'none' as const }
  const taken = await sealEvent(later, file, { number: 0, event: { what: 'taken', receipt } })
  assert.equal(await tellEvent(later, file, taken), undefined)
  later.replaceCityKey()
  const { bytes } = await browser.get(`/filings/${filing}/receipt.json`)
  const checked = await checkReceipt(bytes, { pinnedKey: later.pinnedKey })
  assert.ok(checked.ok, JSON.stringify(checked))
})

test('whoever leaves takes nothing back that was sent: its parts stay for the agency, and nothing says whose they are', async () => {
  const card = await world.makePerson('leaves')
  const browser = await enterPages(world, card)
  const draft = await fillDogs(browser)
  await browser.post(`${draft}/files/next`)
  const form = (await browser.get(`${draft}/send/form.pdf`)).bytes
  await sign(browser, draft, form)
  const filing = readNumber((await pressSend(browser, draft)).location)
  await world.settle()
  const file = findFile(world)
  await confirmByPage(browser, card, { act: 'leave', fields: { confirmed: 'yes' } })
  assert.ok((await fetchPart(world, openFiling(world, file), 0)).length > form.length)
  assert.equal(await noteFiled(world, filing), undefined)
  const at = world.clock.now().toISOString()
  const receipt = {
    ...{ filedAt: at, takenAt: at, signature: 'good' as const },
    parts: [{ name: 'form.pdf', sizeBytes: 1, sha256: createHash('sha256').digest('base64url') }],
  }
  const taken = await sealEvent(world, file, { number: 0, event: { what: 'taken', receipt } })
  assert.equal(await tellEvent(world, file, taken), undefined)
  world.clock.advance(8 * dayMs)
  await world.portal.sweep()
  const { body } = openFiling(world, file)
  const digest = body.parts[0]?.digest ?? ''
  assert.equal(await world.portal.parts?.open({ party: 'mihon-shi', filing, digest, offset: 0 }), undefined)
})
