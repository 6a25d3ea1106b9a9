import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { minuteMs, secondMs } from '@madoguchi/kit'
import { loadProcedures } from '@madoguchi/procedures'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import {
  findFile,
  noteFiled,
  papers,
  pressSend,
  publishOnline,
  sealEvent,
  tellEvent,
} from '../testing/test-apply.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { addItem, begin, dog, dogsPath, owner, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

const cards = makeDemoCards()
const press = /つづけるには、下のボタンを押してください/
let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  // Nobody signs, so that a form is sent by its session.
  world = await openTestPortal({ cards, procedures: loadProcedures().map((one) => ({ ...one, signers: [] })) })
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  await publishOnline(world)
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

/** Every address of a page that is asked for by GET, as the router is given them. */
function listPages(): readonly { readonly path: string; readonly isOpen: boolean }[] {
  const pages: { path: string; isOpen: boolean }[] = []
  const none = () => undefined
  const closed = (path: string) => void pages.push({ path, isOpen: false })
  const open = (path: string) => void pages.push({ path, isOpen: true })
  for (const { pages: add } of world.portal.journeys)
    add?.({ get: closed, peek: closed, beside: closed, open, post: none, call: none })
  return pages
}

type Things = Readonly<Record<string, string>>

/** `/requests/:request` with what this person has; a part that a new page brings is to be told here. */
function addressOf(path: string, things: Things): string {
  return path.replace(/:(\w+)/g, (_, name: string) => things[name] ?? assert.fail(`${path}: what is ${name}?`))
}

/** Every row of every table, whatever it is called. */
async function dump(): Promise<string> {
  await world.settle()
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`.execute(db.kysely)
  const lines: string[] = []
  for (const { name } of rows) {
    const table = sql.raw(name)
    const found = await sql<{ line: string }>`select t::text as line from ${table} t order by 1`.execute(db.kysely)
    lines.push(...found.rows.map(({ line }) => `${name} ${line}`))
  }
  assert.ok(lines.length > 5)
  return lines.join('\n')
}

async function logIn(name: string): Promise<TestBrowser> {
  cards.insert(await world.makePerson(name))
  const browser = makeBrowser(world)
  await browser.get('/login')
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes' })
  return browser
}

/** A draft with a dog, as far as the paper. */
async function makeDraft(browser: TestBrowser): Promise<Things> {
  const draft = await begin(browser)
  await fillIn(browser, `${draft}/owner`, owner)
  await addItem(browser, `${draft}/dogs`, { entries: dog('ポチ') })
  const [, , procedure = ''] = dogsPath.split('/').slice(1)
  return { draft: draft.replace('/fill/', ''), page: 'dogs', item: '0', municipality: '482013', procedure }
}

/** A paper beside the form, and the form as it would be sent. */
async function attach(browser: TestBrowser, { draft }: Things): Promise<Things> {
  await browser.sendFiles(`/fill/${draft}/files`, 'attachment', [['証明書.pdf', papers.pdf]])
  const [, attachment = assert.fail('a paper')] =
    new RegExp(`/fill/${draft}/files/(att_[\\w-]+)`).exec((await browser.get(`/fill/${draft}/files`)).text) ?? []
  await browser.post(`/fill/${draft}/files/next`)
  return { attachment }
}

/** A filing that arrived and was decided, with a notice. */
async function send(browser: TestBrowser, things: Things): Promise<Things> {
  await attach(browser, things)
  const { location } = await pressSend(browser, `/fill/${things.draft}`)
  await world.settle()
  const file = findFile(world)
  const { filing } = file.body
  assert.match(location ?? '', new RegExp(filing))
  await noteFiled(world, filing)
  const pdf = Buffer.from(papers.pdf)
  const sha256 = createHash('sha256').update(pdf).digest('base64url')
  const at = world.clock.now().toISOString()
  const parts = [{ name: 'form.pdf', sizeBytes: pdf.length, sha256 }]
  const receipt = { filedAt: at, takenAt: at, parts, signature: 'none' as const }
  const taken = await sealEvent(world, file, { number: 0, event: { what: 'taken', receipt } })
  await tellEvent(world, file, taken)
  const notice = { name: '通知書.pdf', sha256, base64: pdf.toString('base64') }
  const decision = { outcome: 'granted' as const, review: '三か月以内に審査請求ができます。', notice }
  await tellEvent(
    world,
    file,
    await sealEvent(world, file, { number: 1, before: taken, event: { what: 'decided', decision } }),
  )
  return { filing }
}

/** Somebody with an answer, a history, a draft and a filing. */
async function enter(name: string): Promise<{ browser: TestBrowser; things: Things }> {
  const browser = await logIn(name)
  const asked = (await browser.post('/information', { type: ['household'] })).location ?? ''
  await world.settle()
  const exchange = /exc_[\w-]{22}/.exec((await browser.get(`${asked}/answers`)).text)?.[0] ?? assert.fail('an answer')
  const recorded = /exc_[\w-]{22}/.exec((await browser.get('/history')).text)?.[0] ?? assert.fail('a line')
  const request = asked.replace('/requests/', '')
  const sent = await send(browser, await makeDraft(browser))
  const draft = await makeDraft(browser)
  const filed = { ...sent, ...draft, ...(await attach(browser, draft)) }
  return { browser, things: { request, exchange, recorded, file: `${exchange}.csv`, ...filed } }
}

test('a page of another site that leads a citizen to any page of ours changes nothing, and one press of theirs goes on', async () => {
  const { browser, things } = await enter('みちびかれた人')
  // Past the minute in which a history is used again, and the seconds in which being seen is not written again.
  world.clock.advance(2 * minuteMs)
  const before = await dump()
  const pages = listPages()
  assert.ok(pages.length > 40)
  const addresses = pages.map(({ path, isOpen }) => {
    const exchange = path.startsWith('/history/') ? things.recorded : things.exchange
    return { address: addressOf(path, { ...things, exchange: exchange ?? '' }), isOpen }
  })
  for (const site of ['cross-site', 'same-site']) {
    for (const { address, isOpen } of addresses) {
      const seen = await browser.get(address, { 'sec-fetch-site': site })
      assert.ok(seen.status < 400, `${address} ${seen.status}`)
      assert.equal(press.test(seen.text), !isOpen, address)
      if (!isOpen) assert.ok(seen.text.includes(`href="${address}"`), `${address} is one press away`)
      assert.equal(await dump(), before, `${site} ${address}`)
    }
  }
  for (const { address } of addresses) {
    const seen = await browser.get(address, { 'sec-fetch-site': 'same-origin' })
    assert.ok(seen.status < 400 && !press.test(seen.text), `${address} ${seen.status}`)
  }
  assert.notEqual(await dump(), before, 'what a press of one’s own writes would have been seen')
})

test('a link in a mail opens what it names after one press, and for whoever is logged out after the log-in', async () => {
  const { browser, things } = await enter('メールを読む人')
  const link = `/requests/${things.request}/answers?from=mail&x=%22%3E`
  const there = await browser.get(link, { 'sec-fetch-site': 'cross-site' })
  assert.match(wordsOf(there.text), /リンクの先に進みます/)
  const href = /class="[^"]*"[^>]*href="(\/requests\/[^"]*)"/.exec(there.text)?.[1]?.replaceAll('&amp;', '&')
  assert.equal(href, link)
  assert.match((await browser.get(link, { 'sec-fetch-site': 'same-origin' })).text, /世帯主、妻、子/)
  assert.match((await browser.get(link, { 'sec-fetch-site': 'none' })).text, /世帯主、妻、子/, 'a mail program')
  assert.match((await browser.get(link)).text, /世帯主、妻、子/, 'a browser that does not say')
  const out = makeBrowser(world)
  assert.equal((await out.get(link, { 'sec-fetch-site': 'cross-site' })).location, '/login')
  assert.equal((await out.get('/login', { 'sec-fetch-site': 'cross-site' })).status, 200)
  const back = (await out.post('/login/sandbox', { card: 'hanako', pin: testPin })).location
  assert.equal(back, `/requests/${things.request}/answers`)
})

test('links of other sites keep no session alive, and do not end one either', async () => {
  const browser = await logIn('席を立った人')
  const elsewhere = { 'sec-fetch-site': 'cross-site' }
  for (let minutes = 0; minutes < 14; minutes += 2) {
    world.clock.advance(2 * minuteMs)
    assert.match((await browser.get('/home', elsewhere)).text, press)
  }
  world.clock.advance(minuteMs + secondMs)
  const before = await dump()
  assert.equal((await browser.get('/home', elsewhere)).location, '/logged-out?why=idle')
  assert.equal(await dump(), before, 'nobody of ours was there yet')
  assert.equal((await browser.get('/home')).location, '/logged-out?why=idle')
  assert.notEqual(await dump(), before)
})

test('whoever fills in a form without a log-in is led by nobody else either', async () => {
  const browser = makeBrowser(world)
  const things = { ...(await makeDraft(browser)), attachment: `att_${'A'.repeat(22)}` }
  const before = await dump()
  for (const path of listPages()
    .map(({ path }) => path)
    .filter((path) => path.startsWith('/fill/'))) {
    const address = addressOf(path, things)
    assert.match((await browser.get(address, { 'sec-fetch-site': 'cross-site' })).text, press, address)
    assert.ok((await browser.get(address)).status < 400, address)
  }
  assert.equal(await dump(), before)
})

test('a stranger who comes from another site sees what anybody sees, and leaves no row', async () => {
  const before = await dump()
  const things = { municipality: '482013', procedure: 'dog-registration' }
  for (const { path, isOpen } of listPages()) {
    if (!isOpen && path.includes(':')) continue
    const seen = await makeBrowser(world).get(addressOf(path, things), { 'sec-fetch-site': 'cross-site' })
    assert.ok(seen.status < 500 && !press.test(seen.text), `${path} ${seen.status}`)
  }
  assert.equal(await dump(), before)
})
