import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { sha256, utf8 } from '@madoguchi/kit'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { insertReply } from './held-rows.ts'
import { shared } from './limits/costly-work.fixture.ts'
import { shellLimits } from './limits/table.ts'
import type { PortalTables } from './tables.ts'

const cards = makeDemoCards()
let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  world = await openTestPortal({ cards })
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

const openStranger = () => makeBrowser(world, testOrigin, shared)

/** A browser at the shared address whose visitor is logged in. */
async function enter(name: string) {
  cards.insert(await world.makePerson(name))
  const browser = openStranger()
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes', email: '' })
  return browser
}

/** So many answers are held, each of another browser; gives how many of them are there then. */
async function holdMany(heldFor: string | null, count: number): Promise<number> {
  const order = { sealed: new Uint8Array(40), at: world.clock.now(), heldFor }
  const hold = (i: number) => {
    const browser = sha256(utf8.encode(`${heldFor} ${i}`))
    return insertReply(db.kysely, { browser, id: `hld_${i}`, begunWith: 'hld' }, order)
  }
  for (let i = 0; i < count; i += 50) await Promise.all(Array.from({ length: 50 }, (_, j) => hold(i + j)))
  const rows = db.kysely.selectFrom('held_replies').select('id')
  return (await rows.where('held_for', 'is not distinct from', heldFor).execute()).length
}

test('held-of-browser: one browser has forms answered without end; another window of somebody else still shows what was typed', async () => {
  const [loud, quiet] = [openStranger(), openStranger()]
  const { shownAt = '' } = await quiet.post('/email/confirm', { token: 'quiet' })
  const first = await loud.post('/email/confirm', { token: 'first' })
  for (let i = 0; i < shellLimits['held-of-browser'].most; i++) await loud.post('/email/confirm', { token: 'loud' })
  assert.doesNotMatch((await loud.get(first.shownAt ?? '')).text, /first/)
  assert.match((await quiet.get(shownAt)).text, /value="quiet"/)
})

test('held-of-strangers: strangers fill what is held of them; of who is logged in all is held', async () => {
  const citizen = await enter('見本 百合子')
  const { shownAt = '' } = await citizen.post('/email/confirm', { token: 'citizen' })
  const { most } = shellLimits['held-of-strangers']
  assert.equal(await holdMany(null, most + 50), most)
  assert.match((await citizen.get(shownAt)).text, /value="citizen"/)
})

test('held-of-account: an account has forms answered without end, each time as another browser; another account still has its own', async () => {
  const citizen = await enter('見本 静子')
  const { shownAt = '' } = await citizen.post('/email/confirm', { token: 'citizen' })
  const { most } = shellLimits['held-of-account']
  assert.equal(await holdMany('loud', most + 50), most)
  assert.match((await citizen.get(shownAt)).text, /value="citizen"/)
})

test('held-by-client: an address sends forms without end; whoever is logged in behind it sees what is wrong', async () => {
  const citizen = await enter('見本 桃子')
  const send = () => openStranger().post('/email/confirm', { token: 'x' })
  for (let i = 0; i < shellLimits['held-by-client'].most; i++) await send()
  const refused = await send()
  assert.deepEqual([refused.shownAt, refused.status], ['/refused?why=busy', 429])
  assert.match((await citizen.post('/email/confirm', { token: 'citizen' })).text, /value="citizen"/)
})
