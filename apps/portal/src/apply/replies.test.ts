import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readFormData, receiptNumberOf } from '@madoguchi/filing'
import {
  enterPages,
  fetchPart,
  findFile,
  noteFiled,
  openFiling,
  papers,
  pressSend,
} from '../testing/test-apply.fixture.ts'
import { wordsOf } from '../testing/test-fill.fixture.ts'
import type { TestPortal } from '../testing/test-portal.fixture.ts'
import { openSigningPortal, sendFirst, signAndSend, takenEvent, tellOf } from '../testing/test-replies.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openSigningPortal()
})
after(() => world[Symbol.asyncDispose]())

test('somebody takes an application back: it says what happens, is signed as the first was, and is taken back when its agency says so', async () => {
  const { browser, filing, tell, page } = await sendFirst(world, 'withdraws')
  assert.match(await page(), /この申請を取り下げる/)
  const explained = wordsOf((await browser.get(`/filings/${filing}/withdrawal`)).text)
  assert.match(explained, /取り下げるとどうなるか.*もとに戻すことはできません.*電子署名をします/)
  const begun = await browser.post(`/filings/${filing}/withdrawal`)
  assert.match(begun.location ?? '', /^\/fill\/dft_[\w-]{22}\/send$/)
  const draft = (begun.location ?? '').replace(/\/send$/, '')
  assert.match(wordsOf((await browser.get(`${draft}/send`)).text), /取下げ書に署名する.*取下げ書をひらく/)
  assert.match((await pressSend(browser, draft)).text, /まだ送っていません/)
  const { location, pdf } = await signAndSend(world, browser, draft)
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
  await tellOf(world, file)(takenEvent(world))
  assert.match(await page(), /まだ取り下げられていません/)
  await tell({ what: 'withdrawn', about: own })
  assert.match(await page(), /いまの状況.*取下げ.*この申請は取り下げられました.*受け付けられました/)
  const list = wordsOf((await browser.get('/filings')).text)
  assert.equal(list.split(receiptNumberOf(filing)).length, 2)
  assert.doesNotMatch(list, new RegExp(receiptNumberOf(own)), 'what answers a filing stands on its page')
  assert.match(wordsOf((await browser.get(`/filings/${own}`)).text), /取下げ\(.*もとの申請のページへ進む/)
})

test('taken back in two windows and pressed twice it is one withdrawal; decided meanwhile, the page says so and nothing leaves', async () => {
  const { browser, filing, tell, page } = await sendFirst(world, 'two windows')
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
  const { browser, filing, tell, page } = await sendFirst(world, 'again')
  const begin = async () =>
    ((await browser.post(`/filings/${filing}/withdrawal`)).location ?? '').replace(/\/send$/, '')
  const send = async () => {
    await signAndSend(world, browser, await begin())
    const file = findFile(world)
    return { file, own: file.body.filing }
  }
  const first = await send()
  await noteFiled(world, first.own, 'MANDATE_ENDED')
  assert.match(await page(), /取下げ.*送れませんでした.*もう一度送れます/)
  const second = await send()
  await noteFiled(world, second.own)
  await tellOf(world, second.file)({ what: 'opened-not', text: '1つのファイルが届きません。' })
  assert.match(await page(), /送れませんでした/)
  const third = await send()
  assert.equal(new Set([first.own, second.own, third.own]).size, 3)
  await noteFiled(world, third.own)
  await tellOf(world, third.file)(takenEvent(world))
  await tell({ what: 'request-refused', about: third.own })
  assert.match(await page(), /いまの状況.*届きました.*受け付けられませんでした.*取り下げられていません/)
  assert.match(await page(), /この申請を取り下げる/, 'it may be asked again')
})

test('papers follow of one’s own accord, as many times as there is something to send, and nobody signs for them', async () => {
  const { browser, filing, page } = await sendFirst(world, 'papers')
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
  await tellOf(world, file)(takenEvent(world))
  assert.match(await page(), /追加の書類.*受け付けられました.*書類を追加で送る/)
  assert.notEqual((await send('診断書.pdf')).body.filing, file.body.filing)
})

test('nobody answers another’s filing, and the pages of a form are shut in a draft that answers one', async () => {
  const { browser, filing } = await sendFirst(world, 'mine')
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
