import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { dayMs, minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { Received } from '@madoguchi/messages'
import { sql } from 'kysely'
import { type ApiClient, askAndWait, enter, logInByApi, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'

const cards = makeDemoCards()
let mailCount = 0
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards, mailer: { send: async () => void mailCount++ } })
})
after(() => world[Symbol.asyncDispose]())

const exchangesAsked = () =>
  world.peers.seen.filter((one): one is Received<'whom'> => one.name === 'whom').map(({ body }) => body.exchange)

async function retire(exchanges: readonly string[], from: 'core' | 'city' = 'core'): Promise<string | undefined> {
  const notAfter = world.clock.now().getTime() + dayMs
  return world.peers.send(from, {
    name: 'answers-retired',
    to: 'mihon-portal',
    body: { exchanges: [...exchanges] },
    notAfter,
  })
}

/** Somebody who has one answer, and its exchange. */
async function answerSomebody(card: TestCard): Promise<{ client: ApiClient; request: string; exchange: string }> {
  world.peers.reply = 'answered'
  const client = await enter(world, card)
  const request = await askAndWait(client, ['household'])
  return { client, request, exchange: exchangesAsked().at(-1) ?? assert.fail('nothing was asked') }
}

async function readList(client: ApiClient, request: string) {
  return (await client.read('Request', `/requests/${request}`)).items
}

/** All that a program reads of a request, without what is another for each: ids and times. */
async function readShape(client: ApiClient, request: string) {
  const calls = ['answers.json', 'answers.pdf', 'answers.csv'].map((file) =>
    client.call('GET', `/requests/${request}/${file}`),
  )
  const files = (await Promise.all(calls)).map(({ status, body }) => [status, body.code])
  const items = (await readList(client, request)).map(({ exchange, askedAt, closedAt, changedAt, state, ...rest }) => ({
    ...rest,
    state,
    times: [askedAt, closedAt, changedAt].map((time) => typeof time),
    exchange: typeof exchange,
  }))
  return { items, files }
}

/** Somebody who asks at the pages, with a card, and has one answer. */
async function answerAtThePages(card: TestCard): Promise<{ browser: TestBrowser; path: string; exchange: string }> {
  world.peers.reply = 'answered'
  const browser = await logInAtThePages(card)
  await browser.post('/registration', { consent: 'yes' })
  const path = (await browser.post('/information', { type: 'household' })).location ?? ''
  await waitForPage(browser, path, /回答あり/)
  return { browser, path, exchange: exchangesAsked().at(-1) ?? assert.fail('nothing was asked') }
}

async function logInAtThePages(card: TestCard): Promise<TestBrowser> {
  cards.insert(card)
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  return browser
}

async function waitForPage(browser: TestBrowser, path: string, words: RegExp): Promise<string> {
  const find = async () => {
    const { text } = await browser.get(path)
    return words.test(text) ? text : undefined
  }
  return waitUntil(find, { what: String(words) })
}

/** What a citizen reads of a request, without ids and times. */
async function readPages(browser: TestBrowser, path: string): Promise<string> {
  const texts: string[] = []
  for (const page of [path, `${path}/answers`, '/requests', '/home']) texts.push((await browser.get(page)).text)
  return texts
    .join('\n')
    .replaceAll(/[a-z]{3}_[\w-]{22}|\d{4}年\d+月\d+日[^<]*|<time.*?<\/time>|data-version="[^"]*"/gs, '…')
}

test('an answer that its agency let go of reads like one whose 30 days are over, for a program: list, files, and no mail', async () => {
  const [early, late] = [await world.makePerson('早い人'), await world.makePerson('遅い人')]
  const first = await answerSomebody(late)
  world.clock.advance(30 * dayMs + minuteMs)
  const second = await answerSomebody(early)
  await world.portal.sweep()
  mailCount = 0
  assert.equal((await readList(second.client, second.request))[0]?.canOpen, true)
  assert.equal(await retire([second.exchange]), undefined)
  await world.portal.sweep()
  const lateClient = makeApiClient(world)
  await logInByApi(lateClient, late)
  const shapes = [await readShape(second.client, second.request), await readShape(lateClient, first.request)]
  assert.deepEqual(shapes[0], shapes[1])
  assert.equal(shapes[0]?.items[0]?.state, 'no-longer-kept')
  assert.deepEqual(
    shapes[0]?.files.map(([status]) => status),
    [404, 404, 404],
  )
  assert.equal(mailCount, 0)
  await using db = openDatabase<Record<string, never>>({ connection: world.database.runUrl, applicationName: 'test' })
  const left = await sql<{ left: number }>`select count(sealed)::int as left from inquiries`.execute(db.kysely)
  assert.equal(left.rows[0]?.left, 0, 'nothing sealed is kept of either')
})

test('and for a citizen: the same words on each page, which name no reason of hers', async () => {
  const [early, late] = [await world.makePerson('早く読む人'), await world.makePerson('遅く読む人')]
  const first = await answerAtThePages(late)
  world.clock.advance(30 * dayMs + minuteMs)
  const second = await answerAtThePages(early)
  await retire([second.exchange])
  await world.portal.sweep()
  const pages = [await readPages(second.browser, second.path), await readPages(await logInAtThePages(late), first.path)]
  const [earlyLines = [], lateLines = []] = pages.map((page) => page.split('\n'))
  assert.deepEqual(
    earlyLines.filter((line, i) => line !== lateLines[i]),
    [],
  )
  assert.equal(earlyLines.length, lateLines.length)
  assert.match(pages[0] ?? '', /回答の保存期間\(最長30日\)が終わり/)
  assert.doesNotMatch(pages[0] ?? '', /保護|支援措置|不開示/)
})

test('one press asks again: another exchange in the same request, answered as any', async () => {
  const { browser, path, exchange } = await answerAtThePages(await world.makePerson('また照会する人'))
  await retire([exchange])
  assert.match((await browser.get(path)).text, /保存期間が終わった情報を、もう一度照会する/)
  assert.equal((await browser.post(`${path}/ask-again`, {})).status, 303)
  assert.doesNotMatch(await waitForPage(browser, path, /回答あり/), /保存期間が終わった/)
  assert.notEqual(exchangesAsked().at(-1), exchange)
  assert.equal(await retire([exchange]), undefined, 'the word about the old one changes nothing')
  assert.match((await browser.get(`${path}/answers`)).text, /署名を確かめました/)
})

test('only the core says so; of what is not known, not answered or said twice nothing changes; what overtook its answer comes again', async () => {
  const card = await world.makePerson('並べかえの人')
  const { client, request, exchange } = await answerSomebody(card)
  assert.equal(await retire([exchange], 'city'), 'MESSAGE_SENDER_NOT_ALLOWED')
  assert.equal((await readList(client, request))[0]?.state, 'answered')
  assert.equal(await retire(['exc_AAAAAAAAAAAAAAAAAAAAAA']), undefined)

  world.peers.reply = 'silent'
  const before = exchangesAsked().length
  const waiting = (await client.call('POST', '/requests', { types: ['household'] })).body.request
  await waitUntil(() => exchangesAsked().length > before)
  const open = exchangesAsked().at(-1) ?? ''
  assert.equal(await retire([open, exchange]), 'undecided')
  assert.equal((await readList(client, request))[0]?.state, 'no-longer-kept', 'one that is open keeps no other here')
  assert.equal((await readList(client, String(waiting)))[0]?.state, 'asking')
  await client.call('POST', `/requests/${waiting}/withdrawal`)
  assert.equal(await retire([exchange, open]), undefined)
  assert.equal((await readList(client, request))[0]?.state, 'no-longer-kept')
  assert.equal((await readList(client, String(waiting)))[0]?.state, 'withdrawn')
  assert.equal(await retire([exchange]), undefined)
})
