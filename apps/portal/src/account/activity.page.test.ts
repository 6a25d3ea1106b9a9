import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { dayMs, minuteMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import { logInByApi, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards })
})
after(() => world[Symbol.asyncDispose]())

async function enterAs(name: string) {
  cards.insert(await world.makePerson(name))
  return logInAgain()
}

async function logInAgain() {
  const browser = makeBrowser(world)
  await browser.get('/login')
  const { location } = await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  if (location === '/registration') await browser.post('/registration', { consent: 'yes' })
  return browser
}

function closeOthers(browser: Awaited<ReturnType<typeof logInAgain>>) {
  return browser.post('/confirm/close-others/sandbox', { card: 'hanako', pin: testPin })
}

async function eventsOf(browser: Awaited<ReturnType<typeof logInAgain>>): Promise<string[]> {
  const { text } = await browser.get('/activity/activities.json')
  return (JSON.parse(text) as { activities: { event: string }[] }).activities.map(({ event }) => event)
}

test('a citizen reads what was done with their card, saves it, and finds no address of a computer in it', async () => {
  const browser = await enterAs('記録')
  world.peers.reply = 'silent'
  const { location } = await browser.post('/information', { type: ['household'] })
  await browser.post(`${location}/withdraw`)
  await browser.post(`${location}/delete`)
  await browser.get('/history')
  const { text } = await browser.get('/activity')
  assert.match(text, /情報を照会しました\(1件\)/)
  assert.match(text, /まで有効なカード/)
  assert.deepEqual(await eventsOf(browser), [
    'activities-saved',
    'history-viewed',
    'deleted',
    'withdrawn',
    'asked',
    'registered',
    'logged-in',
  ])
  const csv = await browser.get('/activity/activities.csv')
  assert.match(csv.headers.get('content-disposition') ?? '', /sosa-rireki\.csv/)
  assert.doesNotMatch(csv.text, /\d+\.\d+\.\d+\.\d+/)
})

test('other places are logged out at once, and this one stays', async () => {
  const here = await enterAs('置き忘れ')
  const there = await logInAgain()
  assert.match((await here.get('/activity')).text, /この端末以外をログアウトする/)
  assert.match((await here.post('/activity/close-others')).text, /カードで、もう一度確認します/)
  assert.equal((await there.get('/home')).status, 200, 'nothing is done yet')
  assert.equal((await closeOthers(here)).location, '/activity?closed=1')
  assert.match((await here.get('/activity?closed=1')).text, /ほかの1か所のログインを終わらせました/)
  assert.equal((await there.get('/home')).location, '/login')
  assert.equal((await here.get('/home')).status, 200)
  assert.doesNotMatch((await here.get('/activity')).text, /この端末以外をログアウトする/)
  const ended = world.peers.seen.filter(({ name }) => name === 'end-mandate').length
  await closeOthers(here)
  assert.equal(world.peers.seen.filter(({ name }) => name === 'end-mandate').length, ended, 'nothing more to end')
})

test('one citizen neither sees nor ends what is another’s', async () => {
  const a = await enterAs('甲')
  const b = await enterAs('乙')
  assert.equal((await closeOthers(b)).location, '/activity?closed=0')
  assert.equal((await a.get('/home')).status, 200)
  assert.deepEqual(await eventsOf(b), ['activities-saved', 'sessions-closed', 'registered', 'logged-in'])
})

test('a session that ended by itself stands there too, and all of it is gone after a year', async () => {
  const card = await world.makePerson('一年')
  const client = makeApiClient(world)
  await logInByApi(client, card)
  await client.call('POST', '/registration', { consent: true })
  world.clock.advance(16 * minuteMs)
  await world.portal.sweep()
  const again = makeApiClient(world)
  await logInByApi(again, card)
  const eventsNow = async () => (await again.read('Activities', '/activities')).activities.map(({ event }) => event)
  assert.deepEqual(await eventsNow(), ['logged-in', 'session-ended', 'registered', 'logged-in'])
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const count = async () => (await db.kysely.selectFrom('activities').select('activity').execute()).length
  assert.ok((await count()) > 4)
  world.clock.advance(366 * dayMs)
  await world.portal.sweep()
  // The session of a year ago ended just now, and only that is new.
  assert.ok((await count()) <= 10)
  assert.equal((await again.call('GET', '/activities')).body.code, 'SESSION_NONE')
})
