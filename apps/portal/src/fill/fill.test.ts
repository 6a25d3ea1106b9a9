import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { minuteMs } from '@madoguchi/kit'
import { fillIn, readFillForm } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { addItem, begin, dog, dogsPath, owner, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards })
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

async function logIn(browser: TestBrowser): Promise<string | null> {
  await browser.get('/login')
  const { location } = await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  if (location !== '/registration') return location
  return (await browser.post('/registration', { consent: 'yes' })).location
}

async function enterAs(name: string): Promise<TestBrowser> {
  cards.insert(await world.makePerson(name))
  const browser = makeBrowser(world)
  await logIn(browser)
  return browser
}

test('a person without a card, an account or a script registers a dog, from the start to the paper', async () => {
  const browser = makeBrowser(world)
  assert.match(
    wordsOf((await browser.get(dogsPath)).text),
    /犬の登録申請書を入力する.*飼い主が出せます.*ログインしないで/,
  )
  const draft = await begin(browser)
  assert.equal((await browser.get(draft)).location, `${draft}/owner`)
  assert.equal((await fillIn(browser, `${draft}/owner`, owner)).location, `${draft}/dogs`)
  const tooFew = await browser.post(`${draft}/dogs`, { _go: 'next' })
  assert.equal(tooFew.status, 422)
  const chip = await addItem(browser, `${draft}/dogs`, { entries: { ...dog('ポチ'), dogHasChip: 'yes' } })
  assert.equal(chip.status, 200, 'a question that came with the answer is no mistake')
  assert.match(chip.text, /質問が増えました/)
  assert.match(chip.text, /name="dogChipNumber"/)
  assert.equal((await fillIn(browser, chip.path, { dogHasChip: 'no' })).location, `${draft}/dogs`)
  assert.match(wordsOf((await browser.get(`${draft}/dogs`)).text), /1頭目.*ポチ、柴犬、/)
  assert.equal((await browser.post(`${draft}/dogs`, { _go: 'next' })).location, `${draft}/check`)
  const check = wordsOf((await browser.get(`${draft}/check`)).text)
  assert.match(check, /髙﨑󠄀 花子/)
  assert.match(check, /タカサキ　ハナコ|タカサキ ハナコ/)
  assert.match(check, /2024年5月1日\(令和6年\)/)
  assert.match(check, /「飼い主」が出す書類です.*窓口で手数料を払い、鑑札.*を受け取ります/)
  assert.match(check, /この内容で書類を作る/)
  const print = wordsOf((await browser.get(`${draft}/print`)).text)
  assert.match(print, /みほん市長あて.*市民課/)
  const pdf = await browser.get(`${draft}/form.pdf`)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  assert.match(pdf.text, /^%PDF-/)
  const svg = await browser.get(`${draft}/form.svg`)
  assert.equal(svg.headers.get('content-type'), 'image/svg+xml')
  assert.doesNotMatch(svg.text, /<script/i)
})

test('what is wrong is said beside the field and on top, and nothing that was typed is lost by going back', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const wrong = await fillIn(browser, `${draft}/owner`, { ...owner, ownerPhone: 'でんわ' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /id="error-summary"[\s\S]*href="#ownerPhone"/)
  assert.match(wrong.text, /id="ownerPhone"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="ownerPhone"/)
  assert.match(wrong.text, /value="でんわ"/)
  const back = await fillIn(browser, `${draft}/owner`, { ownerName: '', ownerPhone: '09-' }, 'back')
  assert.equal(back.location, dogsPath)
  const again = await browser.get(`${draft}/owner`)
  assert.match(again.text, /value="09-"/)
  assert.match(again.text, /みほん県みほん市本町一丁目2番3号/)
  assert.equal((await fillIn(browser, `${draft}/owner`, {}, 'later')).location, '/drafts')
  assert.match(wordsOf((await browser.get('/drafts')).text), /この端末の下書き.*犬の登録申請書\(みほん市\)/)
})

test('another browser opens none of it, nor does a made-up address', async () => {
  const draft = await begin(makeBrowser(world))
  const stranger = makeBrowser(world)
  for (const path of [
    draft,
    `${draft}/owner`,
    `${draft}/dogs/0`,
    `${draft}/check`,
    `${draft}/form.pdf`,
    `${draft}/remove`,
  ])
    assert.equal((await stranger.get(path)).status, 404, path)
  assert.equal((await stranger.post(`${draft}/owner`, owner)).status, 404)
  assert.equal((await stranger.post(`${draft}/remove`)).status, 404)
  for (const path of ['/fill/x', `/fill/dft_${'A'.repeat(22)}/owner`, "/fill/dft_'--/owner"])
    assert.equal((await stranger.get(path)).status, 404, path)
  const mine = makeBrowser(world)
  const own = await begin(mine)
  for (const path of ['/nothing', '/__proto__', '/constructor', '/owner/0', '/dogs/x', '/dogs/-1', '/dogs/0.5'])
    assert.equal((await mine.get(own + path)).status, 404, path)
  assert.equal((await mine.get(`${own}/dogs/7`)).status, 200, 'an address from before is a new one')
  assert.equal((await mine.post(`${own}/dogs/7`, { _go: 'back' })).location, `${own}/dogs`)
  assert.equal((await mine.post(`${own}/dogs/0.5`, {})).status, 404)
  assert.equal((await mine.get('/procedures/482013/nothing/fill')).status, 404)
  assert.equal((await mine.post('/procedures/999999/dog-registration/fill')).status, 404)
})

test('two windows: the later one reads what changed and chooses; other pages are no quarrel', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  const first = readFillForm((await browser.get(`${draft}/owner`)).text)
  await fillIn(browser, `${draft}/owner`, { ownerName: '先の窓' })
  assert.equal((await addItem(browser, `${draft}/dogs`, { entries: dog('ポチ') })).location, `${draft}/dogs`)
  const late = await browser.post(first.action, { ...first.entries, ownerName: '後の窓', _pin: '9', _go: 'next' })
  assert.equal(late.status, 409)
  assert.match(wordsOf(late.text), /別の画面で.*氏名.*先の窓.*後の窓/)
  assert.doesNotMatch(late.text, /name="_pin"/)
  assert.match((await browser.get(`${draft}/owner`)).text, /先の窓/, 'nothing is written before the choice')
  const [, form = ''] = /<form class="stack" method="post" action="\/fill([\s\S]*?)<\/form>/.exec(late.text) ?? []
  const entries: Record<string, string[]> = {}
  for (const [, name = '', value = ''] of form.matchAll(/name="([^"]*)" value="([^"]*)"/g))
    entries[name] = [...(entries[name] ?? []), value]
  assert.equal((await browser.post(first.action, { ...entries, _go: 'mine' })).location, `${draft}/dogs`)
  assert.match((await browser.get(`${draft}/owner`)).text, /後の窓/)
  const same = readFillForm((await browser.get(`${draft}/owner`)).text)
  assert.equal(
    (await browser.post(same.action, { ...same.entries, _seen: 'old', _go: 'next' })).location,
    `${draft}/dogs`,
  )
})

test('one window: the page that a browser brings back as it was left writes once more, and nobody asks about it', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const { action, entries } = readFillForm((await browser.get(`${draft}/owner`)).text)
  const send = (typed: Readonly<Record<string, string>>) => browser.post(action, { ...entries, ...typed, _go: 'next' })
  const wrong = await send({ ...owner, ownerPhone: '9' })
  assert.equal(wrong.status, 422)
  assert.equal((await send(owner)).location, `${draft}/dogs`, 'mended on the page as it was left')
  await send({ ...owner, ownerPhone: '9' })
  const said = readFillForm(wrong.text)
  const mended = { ...said.entries, ownerPhone: owner.ownerPhone, ownerName: '直した人', _go: 'next' }
  assert.equal((await browser.post(said.action, mended)).location, `${draft}/dogs`, 'mended on the page that says so')
  assert.equal((await addItem(browser, `${draft}/dogs`, { entries: dog('ポチ') })).location, `${draft}/dogs`)
  assert.equal((await send({ ...owner, ownerName: '二度目の人' })).location, `${draft}/dogs`, 'after another page')
  await fillIn(browser, `${draft}/owner`, { ownerName: '別の窓' })
  const late = await browser.post(action, { ...entries, ...owner, ownerName: '三度目の人', _go: 'next' })
  assert.equal(late.status, 409, 'another window wrote there since')
})

test('one window: a page for a new one of a list that is brought back writes the same one, not another', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  const fresh = (await browser.get(`${draft}/dogs/new`)).location ?? ''
  const { action, entries } = readFillForm((await browser.get(fresh)).text)
  for (const name of ['ポチ', 'シロ'])
    assert.equal((await browser.post(action, { ...entries, ...dog(name), _go: 'next' })).location, `${draft}/dogs`)
  const list = wordsOf((await browser.get(`${draft}/dogs`)).text)
  assert.match(list, /シロ/)
  assert.doesNotMatch(list, /ポチ/)
})

test('a script saves by itself and hears the time; the page that it was made from moves along', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const { entries } = readFillForm((await browser.get(`${draft}/owner`)).text)
  const saved = await browser.post(`${draft}/owner`, { ...entries, ownerName: '自動', _go: 'save' })
  const told = JSON.parse(saved.text) as { saved: string; seen: string }
  assert.match(told.saved, /^保存しました \d{1,2}:\d\d$/)
  const again = { ...entries, ownerName: '自動の人', _seen: told.seen, _go: 'save' }
  assert.equal((await browser.post(`${draft}/owner`, again)).status, 200)
  const stale = await browser.post(`${draft}/owner`, { ...again, _page: '', ownerName: '古い窓' })
  assert.deepEqual([stale.status, (JSON.parse(stale.text) as { code: string }).code], [409, 'DRAFT_CHANGED'])
})

test('a session that ends in mid-form loses nothing: after log-in one is on the same page, with what was typed', async () => {
  const browser = await enterAs('途中の人')
  const draft = await begin(browser)
  const { entries } = readFillForm((await browser.get(`${draft}/owner`)).text)
  world.clock.advance(16 * minuteMs)
  const late = await browser.post(`${draft}/owner`, { ...entries, ...owner, ownerPhone: '09-途中', _go: 'next' })
  assert.equal(late.location, '/login')
  assert.equal(await logIn(browser), `${draft}/owner`)
  const page = await browser.get(`${draft}/owner`)
  assert.match(page.text, /書きかけの入力を戻しました/)
  assert.match(page.text, /髙﨑󠄀 花子[\s\S]*09-途中/)
  assert.doesNotMatch((await browser.get(`${draft}/owner`)).text, /書きかけの入力を戻しました/)
  world.clock.advance(16 * minuteMs)
  assert.equal((await browser.post(`${draft}/owner`, { ...entries, _go: 'save' })).status, 401)
  assert.match((await browser.get(`${draft}/check`)).location ?? '', /login|logged-out/)
})

test('a draft of an account goes on with another device, and is not there for others', async () => {
  const browser = await enterAs('二台の人')
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  const elsewhere = makeBrowser(world)
  await logIn(elsewhere)
  assert.match((await elsewhere.get('/home')).text, /入力の途中の書類があります/)
  assert.match((await elsewhere.get(`${draft}/owner`)).text, /髙﨑󠄀 花子/)
  const other = await enterAs('別の人')
  assert.equal((await other.get(`${draft}/owner`)).status, 404)
  assert.equal((await other.post(`${draft}/remove`)).status, 404)
})

test('whoever began without a log-in takes the draft along, and on a shared computer it can be removed', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  cards.insert(await world.makePerson('あとで入る人'))
  const { location } = await browser.post(dogsPath, { go: 'log-in' })
  assert.equal(location, '/login')
  await logIn(browser)
  assert.equal((await browser.post('/drafts/take')).location, '/drafts?taken=1')
  assert.match(wordsOf((await browser.get('/drafts?taken=1')).text), /1件の下書きを.*あなたの保管庫の下書き/)
  assert.match((await browser.get(`${draft}/owner`)).text, /髙﨑󠄀 花子/)
  const guest = makeBrowser(world)
  const left = await begin(guest)
  assert.equal((await guest.post('/drafts/remove-all')).location, '/drafts?removed=1')
  assert.equal((await guest.get(left)).status, 404)
  await begin(guest)
  assert.match((await guest.get('/drafts')).text, /この端末から消す/)
})

test('the demo card fills in what is empty, keeps what is typed, and says whose word it is', async () => {
  const browser = makeBrowser(world)
  cards.insert(await world.makePerson('札の人'))
  const draft = await begin(browser)
  const wrong = await fillIn(browser, `${draft}/owner`, { ownerKana: 'カナ', _demo: 'hanako', _pin: '9876' }, 'card')
  assert.equal(wrong.status, 422)
  assert.match(wordsOf(wrong.text), /暗証番号がちがいます。あと2回/)
  assert.doesNotMatch(wrong.text, /9876/)
  const none = await fillIn(browser, `${draft}/owner`, { _demo: 'nobody', _pin: '5678' }, 'card')
  assert.equal(none.status, 422)
  const done = await fillIn(
    browser,
    `${draft}/owner`,
    { ownerAddress: '手で書いた住所', _demo: 'hanako', _pin: '5678' },
    'card',
  )
  assert.equal(done.location, `${draft}/owner?card=1`)
  const page = (await browser.get(done.location ?? '')).text
  assert.match(page, /カードから1つの欄に入れました/)
  assert.match(page, /value="試験　一郎"/)
  assert.match(page, /value="カナ"/)
  assert.match(page, /手で書いた住所/)
  await fillIn(browser, `${draft}/owner`, { ...owner, ownerName: '試験　一郎' })
  const check = wordsOf((await browser.get(`${draft}/check`)).text)
  assert.match(check, /試験 一郎 カードから入った答えです。/)
  await fillIn(browser, `${draft}/owner`, { ownerName: '直した名前' })
  assert.match(wordsOf((await browser.get(`${draft}/check`)).text), /直した名前 変更/)
})

test('what the page’s script took from the card is marked, and only where a card can say it', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, { ...owner, _card: ['ownerName', 'ownerPhone', '__proto__'] })
  const check = wordsOf((await browser.get(`${draft}/check`)).text)
  assert.match(check, /髙﨑󠄀 花子 カードから入った答えです。/)
  assert.match(check, /0999-00-0000 変更/)
})

test('answers to questions that are no longer asked are told of and left off the paper', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  const entries = { ...dog('ポチ'), dogLivesAtAddress: 'no' }
  const { path } = await addItem(browser, `${draft}/dogs`, { entries })
  await fillIn(browser, path, { dogAddress: 'みほん県みほん市山の手9番' })
  assert.match((await browser.get(`${draft}/check`)).text, /山の手9番/)
  await fillIn(browser, path, { dogLivesAtAddress: 'yes' })
  const check = (await browser.get(`${draft}/check`)).text
  assert.match(check, /使わない答えが1つあります/)
  assert.doesNotMatch(check, /山の手9番/)
})

test('a step is ticked when it is done, and not because one stands behind it', async () => {
  const ticked = (text: string) =>
    [...text.matchAll(/class="step step--done[^>]*>[\s\S]*?step__name">([^<]*)/g)].map(([, name]) => name).join(' ')
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  const look = async (page: string) => ticked((await browser.get(`${draft}/${page}`)).text)
  assert.equal(await look('check'), '', 'whoever types the address has done nothing')
  await fillIn(browser, `${draft}/owner`, { ...owner, ownerPhone: 'でんわ' })
  assert.equal(await look('dogs'), '', 'something is wrong in it')
  await fillIn(browser, `${draft}/owner`, owner)
  assert.equal(await look('owner'), '飼い主', 'wherever one is')
  const { path } = await addItem(browser, `${draft}/dogs`, { entries: dog('ポチ') })
  assert.equal(await look('check'), '飼い主 犬')
  await fillIn(browser, path, { 'dogBirthDate.month': '13月' }, 'back')
  assert.equal(await look('check'), '飼い主', 'a dog is half-written again')
})
