import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { readFormData, receiptNumberOf } from '@madoguchi/filing'
import type { Procedure } from '@madoguchi/forms'
import type { Received } from '@madoguchi/messages'
import { loadProcedures } from '@madoguchi/procedures'
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
import type { TestBrowser } from '../testing/test-browser.fixture.ts'
import { wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const byCard = [{ who: '飼い主', how: 'by-hand' as const }]

let world: TestPortal
before(async () => {
  const change = (one: Procedure): Procedure => (one.id === 'dog-registration' ? { ...one, signers: byCard } : one)
  world = await openTestPortal({ procedures: loadProcedures().map(change) })
  await publishOnline(world)
})
after(() => world[Symbol.asyncDispose]())

const readNumber = (location: string | null) =>
  /fil_[\w-]{22}/.exec(location ?? '')?.[0] ?? assert.fail(String(location))

async function signAndSend(browser: TestBrowser, draft: string) {
  const form = (await browser.get(`${draft}/send/form.pdf`)).bytes
  const card = await world.signing.issue({ profile: 'signing', attributes: signerAttributes })
  const pdf = signBy(card, { pdf: form, at: world.clock.now() })
  await browser.sendFiles(`${draft}/send/signed`, 'attachment', [['署名済み.pdf', pdf]])
  const sent = await pressSend(browser, draft)
  await world.settle()
  return { location: sent.location ?? '', pdf }
}

type Event = Parameters<typeof sealEvent>[2]['event']

/** Its agency tells of a case, event by event. */
function tellOf(file: Received<'file'>) {
  let before: Awaited<ReturnType<typeof sealEvent>> | undefined
  return async (event: Event) => {
    const number = before === undefined ? 0 : before.number + 1
    before = await sealEvent(world, file, { number, event, ...(before && { before }) })
    assert.equal(await tellEvent(world, file, before), undefined)
  }
}

function takenEvent(): Event {
  const at = world.clock.now().toISOString()
  const sha256 = createHash('sha256').digest('base64url')
  const parts = [{ name: 'form.pdf', sizeBytes: 1, sha256 }]
  return { what: 'taken', receipt: { filedAt: at, takenAt: at, signature: 'good', parts } }
}

/** Somebody whose filing was taken; `tell`: its agency says more. */
async function sendFirst(name: string) {
  const browser = await enterPages(world, await world.makePerson(name))
  const draft = await fillDogs(browser)
  await browser.post(`${draft}/files/next`)
  const filing = readNumber((await signAndSend(browser, draft)).location)
  await noteFiled(world, filing)
  const tell = tellOf(findFile(world))
  await tell(takenEvent())
  return { browser, filing, tell, page: async () => wordsOf((await browser.get(`/filings/${filing}`)).text) }
}

test('somebody takes an application back: it says what happens, is signed as the first was, and is taken back when its agency says so', async () => {
  const { browser, filing, tell, page } = await sendFirst('withdraws')
  assert.match(await page(), /この申請を取り下げる/)
  const explained = wordsOf((await browser.get(`/filings/${filing}/withdrawal`)).text)
  assert.match(explained, /取り下げるとどうなるか.*もとに戻すことはできません.*電子署名をします/)
  const begun = await browser.post(`/filings/${filing}/withdrawal`)
  assert.match(begun.location ?? '', /^\/fill\/dft_[\w-]{22}\/send$/)
  const draft = (begun.location ?? '').replace(/\/send$/, '')
  assert.match(wordsOf((await browser.get(`${draft}/send`)).text), /取下げ書に署名する.*取下げ書をひらく/)
  assert.match((await pressSend(browser, draft)).text, /まだ送っていません/)
  const { location, pdf } = await signAndSend(browser, draft)
  assert.equal(location, `/filings/${filing}?sent=withdrawal`)

  const file = findFile(world)
  const message = openFiling(world, file)
  assert.equal(message.body.about, filing)
  assert.deepEqual(await fetchPart(world, message, 0), pdf)
  const form = readFormData(pdf)
  assert.ok(form.ok)
  const { what, about, answers, signedBy, attachments } = form.value
  assert.deepEqual(
    { what, about, answers, signedBy, attachments },
    { what: 'withdrawal', about: filing, answers: { fields: {}, groups: {} }, signedBy: 'card', attachments: [] },
  )
  const own = message.body.filing
  assert.match(wordsOf((await browser.get(location)).text), /取下げを送りました.*あとから送ったもの.*取下げ.*返事待ち/)
  assert.doesNotMatch(await page(), /この申請を取り下げる/)
  assert.equal((await browser.post(`/filings/${filing}/withdrawal`)).location, `/filings/${filing}?late`)

  await noteFiled(world, own)
  await tellOf(file)(takenEvent())
  assert.match(await page(), /まだ取り下げられていません/)
  await tell({ what: 'withdrawn', about: own })
  assert.match(await page(), /いまの状況.*取下げ.*この申請は取り下げられました.*受け付けられました/)
  const list = wordsOf((await browser.get('/filings')).text)
  assert.equal(list.split(receiptNumberOf(filing)).length, 2)
  assert.doesNotMatch(list, new RegExp(receiptNumberOf(own)), 'what answers a filing stands on its page')
  assert.match(wordsOf((await browser.get(`/filings/${own}`)).text), /取下げ\(.*もとの申請のページへ進む/)
})

test('taken back in two windows and pressed twice it is one withdrawal; decided meanwhile, the page says so and nothing leaves', async () => {
  const { browser, filing, tell, page } = await sendFirst('two windows')
  const begun = await Promise.all([1, 2, 3].map(() => browser.post(`/filings/${filing}/withdrawal`)))
  assert.equal(new Set(begun.map(({ location }) => location)).size, 1)
  const draft = (begun[0]?.location ?? '').replace(/\/send$/, '')
  const { decision } = { decision: { outcome: 'granted' as const, review: '3か月以内に審査請求ができます。' } }
  await tell({ what: 'decided', decision })
  const count = () => world.peers.seen.filter(({ name }) => name === 'file').length
  const before = count()
  const { location } = await browser.get(`${draft}/send`)
  assert.equal(location, `/filings/${filing}?late`)
  assert.match(wordsOf((await browser.get(location ?? '')).text), /いまは送れません.*認められました/)
  await pressSend(browser, draft)
  await world.settle()
  assert.equal(count(), before)
  assert.doesNotMatch(await page(), /この申請を取り下げる|書類を追加で送る/)
  assert.equal((await browser.get(`/filings/${filing}/withdrawal`)).location, `/filings/${filing}?late`)
})

test('a withdrawal that is refused is told, and one that the core refused or that could not be opened can be sent again', async () => {
  const { browser, filing, tell, page } = await sendFirst('again')
  const begin = async () =>
    ((await browser.post(`/filings/${filing}/withdrawal`)).location ?? '').replace(/\/send$/, '')
  const send = async () => {
    await signAndSend(browser, await begin())
    const file = findFile(world)
    return { file, own: file.body.filing }
  }
  const first = await send()
  await noteFiled(world, first.own, 'MANDATE_ENDED')
  assert.match(await page(), /取下げ.*送れませんでした.*もう一度送れます/)
  const second = await send()
  await noteFiled(world, second.own)
  await tellOf(second.file)({ what: 'opened-not', text: '1つのファイルが届きません。' })
  assert.match(await page(), /送れませんでした/)
  const third = await send()
  assert.equal(new Set([first.own, second.own, third.own]).size, 3)
  await noteFiled(world, third.own)
  await tellOf(third.file)(takenEvent())
  await tell({ what: 'request-refused', about: third.own })
  assert.match(await page(), /いまの状況.*届きました.*受け付けられませんでした.*取り下げられていません/)
  assert.match(await page(), /この申請を取り下げる/, 'it may be asked again')
})

test('papers follow of one’s own accord, as many times as there is something to send, and nobody signs for them', async () => {
  const { browser, filing, page } = await sendFirst('papers')
  const send = async (name: string) => {
    const files = (await browser.post(`/filings/${filing}/papers`)).location ?? ''
    assert.match(files, /^\/fill\/dft_[\w-]{22}\/files$/)
    const draft = files.replace(/\/files$/, '')
    assert.match((await browser.post(`${draft}/files/next`)).text, /送る書類を、1つ以上そえてください/)
    await browser.sendFiles(files, 'attachment', [[name, papers.pdf]])
    assert.equal((await browser.post(`${draft}/files/next`)).location, `${draft}/send`)
    assert.match(wordsOf((await browser.get(`${draft}/send`)).text), /追加の書類を確かめて送る.*署名はいりません/)
    const { location } = await pressSend(browser, draft)
    await world.settle()
    assert.equal(location, `/filings/${filing}?sent=papers`)
    return findFile(world)
  }
  const file = await send('領収書.pdf')
  const message = openFiling(world, file)
  assert.equal(message.body.about, filing)
  assert.deepEqual(await fetchPart(world, message, 1), papers.pdf)
  const form = readFormData(await fetchPart(world, message, 0))
  assert.ok(form.ok)
  assert.deepEqual([form.value.what, form.value.signedBy], ['papers', 'session'])
  assert.doesNotMatch(await page(), /書類を追加で送る/, 'one after the other')
  await noteFiled(world, file.body.filing)
  await tellOf(file)(takenEvent())
  assert.match(await page(), /追加の書類.*受け付けられました.*書類を追加で送る/)
  assert.notEqual((await send('診断書.pdf')).body.filing, file.body.filing)
})

test('nobody answers another’s filing, and the pages of a form are shut in a draft that answers one', async () => {
  const { browser, filing } = await sendFirst('mine')
  const other = await enterPages(world, await world.makePerson('a stranger'))
  for (const what of ['withdrawal', 'papers'])
    assert.match((await other.post(`/filings/${filing}/${what}`)).text, /この申請は見つかりません/)
  const files = (await browser.post(`/filings/${filing}/papers`)).location ?? ''
  const draft = files.replace(/\/files$/, '')
  for (const path of ['', '/owner', '/check', '/print', '/form.pdf'])
    assert.equal((await browser.get(`${draft}${path}`)).status, 409, path)
  assert.match((await browser.post(`${draft}/owner`, { ownerName: 'x' })).text, /送った申請についてのものです/)
  assert.equal((await other.get(files)).status, 404)
  const drafts = (await browser.get('/drafts')).text
  assert.match(wordsOf(drafts), /追加の書類: 犬/)
  assert.match(drafts, new RegExp(`href="/filings/${filing}"`))
})
