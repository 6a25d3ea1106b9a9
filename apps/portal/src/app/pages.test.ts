import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { minuteMs } from '@madoguchi/kit'
import { checkPage, checkScripts } from '../testing/check-page.fixture.ts'
import { enter as enterByApi } from '../testing/test-api-client.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
let browser: TestBrowser
// Each is somebody else: a second card of the same person would have to be brought to the vault first.
let visits = 0
before(async () => {
  world = await openTestPortal({ cards })
})
after(() => world[Symbol.asyncDispose]())
beforeEach(async () => {
  cards.insert(await world.makePerson(`花子 ${visits++}`))
  browser = makeBrowser(world)
})

async function enter(): Promise<void> {
  await browser.get('/login')
  const { location } = await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  if (location === '/registration') await browser.post('/registration', { consent: 'yes' })
}

/** The visible words. */
function wordsOf(text: string): string {
  return text.replace(/<svg.*?<\/svg>|<[^>]+>/gs, ' ').replace(/\s+/g, ' ')
}

test('a citizen gets from the front page to their answer without a script (invariant 9)', async () => {
  assert.equal((await browser.get('/home')).location, '/login')
  await browser.get('/login')
  assert.equal((await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })).location, '/registration')
  assert.equal((await browser.get('/home')).location, '/registration')
  const wrong = (await browser.post('/registration', { email: 'x@' })).text
  assert.match(
    wrong,
    /同意のチェックがまだです[\s\S]*メールアドレスの形を確かめてください/,
    'all that is wrong is said at once',
  )
  assert.equal((await browser.post('/registration', { consent: 'yes' })).location, '/home')
  const nothing = await browser.post('/information')
  assert.deepEqual([nothing.status, /見たい情報を選んでください/.test(nothing.text)], [422, true])
  world.peers.reply = 'answered'
  const { location } = await browser.post('/information', { type: ['household'] })
  assert.ok(location)
  let page = await browser.get(location)
  for (let i = 0; i < 400 && !page.text.includes('回答あり'); i++) page = await browser.get(location)
  assert.match(wordsOf(page.text), /1件のうち1件の結果が出ました/)
  const answer = await browser.get(`${location}/answers`)
  const words = wordsOf(answer.text)
  assert.match(words, /世帯主、妻、子/)
  assert.match(words, /2019年5月1日\(令和元年\)/)
  assert.match(words, /設定されていません/)
  const exchange = /exc_[\w-]{22}/.exec(answer.text)?.[0]
  const file = await browser.get(`${location}/answers/${exchange}.csv`)
  assert.match(file.headers.get('content-disposition') ?? '', /^attachment; filename="anata-no-joho-household\.csv"$/)
  assert.equal((await browser.get(`${location}/answers/${exchange}.exe`)).status, 404)
  assert.equal((await browser.post('/logout')).location, '/logged-out')
  assert.match((await browser.get('/logged-out')).text, /ログアウトしました/)
  assert.equal((await browser.get(location)).location, '/login')
})

test('whoever opens a page of their own from a mail hears that it takes a log-in, and gets there by it', async () => {
  await enter()
  await browser.post('/logout')
  assert.doesNotMatch((await browser.get('/login')).text, /開こうとしたページに進みます/)
  assert.equal((await browser.get('/settings')).location, '/login')
  assert.match((await browser.get('/login')).text, /この先は、ログインすると開けます/)
  assert.equal((await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })).location, '/settings')
  await browser.post('/logout')
  for (const path of ['/requests/ask_x/answers.pdf', '/requests/ask_x/fragment']) await browser.get(path)
  const words = (await browser.get('/login')).text
  assert.doesNotMatch(words, /開こうとしたページに進みます/, 'neither a file nor what a script fetches')
})

test('tries are told before and after, the last one is asked about, and a blocked card says where to go', async () => {
  assert.match(wordsOf((await browser.get('/login')).text), /入力できるのは、あと3回です/)
  assert.match((await browser.post('/login/sandbox', { card: 'hanako', pin: '12a4' })).text, /回数は減っていません/)
  assert.match((await browser.post('/login/sandbox', { card: 'hanako', pin: '0000' })).text, /あと2回です。/)
  const second = await browser.post('/login/sandbox', { card: 'hanako', pin: '0000' })
  assert.match(second.text, /あと1回です。/)
  assert.match(second.text, /name="accept"/)
  const unaccepted = await browser.post('/login/sandbox', { card: 'hanako', pin: '0000' })
  assert.match(unaccepted.text, /入力できるのは、あと1回です/)
  const blocked = await browser.post('/login/sandbox', { card: 'hanako', pin: '0000', accept: 'yes' })
  assert.match(wordsOf(blocked.text), /暗証番号がロックされています.*市区町村の窓口.*本人確認書類/)
  assert.match((await browser.get('/login')).text, /disabled/)
})

test('who logs in at another address than the first time is told to use the same one, and in the sandbox how', async () => {
  const card = await world.makePerson('引っ越したサイト')
  // Another address makes another wrapping key; here the first log-in brought the other key.
  await enterByApi(world, card)
  cards.insert(card)
  assert.equal((await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })).location, '/home')
  assert.equal((await browser.get('/information')).location, '/new-card')
  const { text } = await browser.get('/new-card')
  assert.match(wordsOf(text), /前に登録したときと、ちがうアドレス.*同じアドレスでひらくと.*--port/)
})

test('no page and no answer ever repeats the PIN', async () => {
  for (const pin of ['9876', '98765', testPin]) {
    const { text } = await browser.post('/login/sandbox', { card: 'nobody', pin })
    const field = /<input[^>]*id="pin"[^>]*>/.exec(text)?.[0] ?? ''
    assert.doesNotMatch(field, /value=/)
  }
})

test('what another site sends is not done, and no cookie goes to a script', async () => {
  await enter()
  for (const headers of [
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    {},
    { origin: 'null' },
  ]) {
    assert.equal((await browser.post('/logout', {}, headers)).status, 403)
  }
  assert.equal((await browser.get('/home')).status, 200)
  const { headers } = await makeBrowser(world).get('/login')
  for (const cookie of headers.getSetCookie()) assert.match(cookie, /^__Host-.*HttpOnly.*Secure/)
})

test('every page is valid, names its operator, and needs no inline script or style (invariant 11)', async () => {
  await enter()
  const { location } = await browser.post('/information', { type: ['household'] })
  const paths = [
    '/home',
    '/information',
    '/requests',
    location,
    `${location}/answers`,
    '/history',
    '/activity',
    '/operator',
  ]
  const open = ['/', '/login', '/logged-out', '/terms', '/privacy', '/accessibility', '/api', '/nothing-here']
  for (const path of [...paths.map((path) => path ?? ''), ...open]) {
    await checkPage(path, await (open.includes(path) ? makeBrowser(world) : browser).get(path))
  }
})

test('the scripts of the log-in weigh less than 20 kB together, and each import leads to a file that is there', async () => {
  await checkScripts('/login', await browser.get('/login'))
})

test('a page that looks for news by itself keeps no session alive', async () => {
  await enter()
  world.peers.reply = 'silent'
  const { location } = await browser.post('/information', { type: ['household'] })
  const page = await browser.get(location ?? '')
  assert.match(page.text, /<noscript><meta http-equiv="refresh" content="10;url=\/requests\/ask_[\w-]{22}\?auto=1">/)
  world.clock.advance(8 * minuteMs)
  assert.equal((await browser.get(`${location}?auto=1`)).status, 200)
  world.clock.advance(8 * minuteMs)
  assert.equal((await browser.get(`${location}?auto=1`)).location, '/logged-out?why=idle')
  assert.match((await browser.get('/logged-out?why=idle')).text, /操作がなかったので/)
})

test('staying is a button', async () => {
  await enter()
  world.clock.advance(14 * minuteMs)
  assert.equal((await browser.post('/session/continue', { back: '/requests' })).location, '/requests')
  world.clock.advance(14 * minuteMs)
  assert.equal((await browser.post('/session/continue', { back: '//evil.example' })).location, '/home')
  assert.equal((await browser.get('/home')).status, 200)
})

test('a batch of the network is no business of the forgery guard, and a body that is none is refused', async () => {
  const send = (type: string, body: Uint8Array<ArrayBuffer>) =>
    world.portal.fetch(
      new Request('https://portal.example/network/batch', { method: 'POST', headers: { 'content-type': type }, body }),
    )
  assert.equal((await send('text/plain', new Uint8Array(1))).status, 415)
  assert.equal((await send('application/vnd.madoguchi.batch+cbor', new Uint8Array([0xff]))).status, 400)
})

test('in production there are no demo cards: one’s own card, and what works without', async () => {
  await using real = await openTestPortal({ mode: 'production' })
  const visitor = makeBrowser(real)
  const { text } = await visitor.get('/login')
  assert.match(wordsOf(text), /カードリーダーのカードでログインする.*madoguchi me --portal/)
  assert.doesNotMatch(text, /体験/)
  assert.equal((await visitor.post('/login/sandbox', { card: 'hanako', pin: testPin })).status, 404)
  await assert.rejects(openTestPortal({ mode: 'production', cards }), { code: 'PORTAL_CONFIG' })
})
