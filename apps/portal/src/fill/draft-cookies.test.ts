import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { dayMs, systemRandom } from '@madoguchi/kit'
import { makeBrowserToken } from '../shell/browser-token.ts'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { begin, dogsPath, owner, publishOffers } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { parseDraftToken } from './draft-owner.ts'
import { startDraft } from './save-draft.ts'

const cards = makeDemoCards()
let world: TestPortal
before(async () => {
  world = await openTestPortal({ cards })
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

/** Begins a draft in each of several windows of one browser at the same moment. */
function beginAtOnce(browser: TestBrowser, windows: number): Promise<readonly string[]> {
  return Promise.all(Array.from({ length: windows }, () => begin(browser)))
}

const listed = (text: string) => [...text.matchAll(/href="(\/fill\/dft_[\w-]{22})"/g)].map(([, path = '']) => path)

test('two windows of a new browser begin at the same moment, and each finds its own draft, and both', async () => {
  const browser = makeBrowser(world)
  const drafts = await beginAtOnce(browser, 2)
  for (const draft of drafts) assert.equal((await fillIn(browser, `${draft}/owner`, owner)).status, 303)
  assert.deepEqual(listed((await browser.get('/drafts')).text).sort(), [...drafts].sort())
  assert.deepEqual(listed((await browser.get(dogsPath)).text).sort(), [...drafts].sort())
  for (const draft of drafts) assert.equal((await browser.get(`${draft}/form.pdf`)).status, 200)
  const third = await begin(browser)
  assert.equal(listed((await browser.get('/drafts')).text).length, 3)
  assert.equal((await makeBrowser(world).get(third)).status, 404, 'and nobody else any')
})

test('whoever logs in then takes both along, and whoever clears what is here clears both', async () => {
  cards.insert(await world.makePerson('二つの窓'))
  const [taking, clearing] = [makeBrowser(world), makeBrowser(world)]
  const [taken, cleared] = [await beginAtOnce(taking, 2), await beginAtOnce(clearing, 2)]
  await taking.get('/login')
  await taking.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await taking.post('/registration', { consent: 'yes' })
  assert.equal((await taking.post('/drafts/take')).location, '/drafts?taken=2')
  for (const draft of taken) assert.equal((await taking.get(`${draft}/owner`)).status, 200)
  const done = await clearing.post('/drafts/remove-all')
  assert.deepEqual(
    done.headers.getSetCookie().map((cookie) => /^__Host-drafts-[0-9a-f]{12}=;.*Max-Age=0/.test(cookie)),
    [true, true],
  )
  for (const draft of cleared) assert.equal((await clearing.get(draft)).status, 404)
})

/** A browser with the one cookie of before, and a draft in it. */
async function openOldBrowser() {
  const token = makeBrowserToken(systemRandom)
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const store = { db, clock: world.clock, random: systemRandom }
  const { draft } = await startDraft(store, parseDraftToken(token) ?? assert.fail(), {
    procedure: 'dog-registration',
    version: '2026-11-01',
    municipality: '482013',
  })
  return { cookie: `__Host-drafts=${token}`, path: `/fill/${draft}` }
}

test('a draft from before cookies had names of their own is found, goes on under a new one, and is cleared with it', async () => {
  const { cookie, path } = await openOldBrowser()
  const ask = (to: string, init: RequestInit = {}) =>
    world.portal.fetch(
      new Request(testOrigin + to, {
        ...init,
        headers: { cookie, origin: testOrigin, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
      }),
    )
  assert.equal((await ask(`${path}/owner`)).status, 200)
  const saved = await ask(`${path}/owner`, { method: 'POST', body: new URLSearchParams({ ...owner, _go: 'next' }) })
  assert.equal(saved.status, 303)
  const [renewed = ''] = saved.headers.getSetCookie()
  assert.match(renewed, /^__Host-drafts-[0-9a-f]{12}=[\w-]{86};.*Max-Age=604800/)
  assert.ok(renewed.includes(cookie.slice('__Host-drafts='.length)), 'the same name, so that nothing is sealed anew')
  const cleared = await ask('/drafts/remove-all', { method: 'POST' })
  assert.deepEqual(
    cleared.headers.getSetCookie().map((line) => line.split('=')[0]?.replace(/-[0-9a-f]{12}$/, '-…')),
    ['__Host-drafts-…', '__Host-drafts'],
  )
})

test('a page of another site is asked to press first also where two windows began', async () => {
  const browser = makeBrowser(world)
  const [draft = ''] = await beginAtOnce(browser, 2)
  assert.match((await browser.get(draft, { 'sec-fetch-site': 'cross-site' })).text, /リンクの先に進みます/)
})

test('whoever writes on the sixth day is found on the twelfth: the cookie lives as long as what was written', async () => {
  const browser = makeBrowser(world)
  const draft = await begin(browser)
  world.clock.advance(6 * dayMs)
  const saved = await fillIn(browser, `${draft}/owner`, owner)
  assert.match(saved.headers.getSetCookie().join('\n'), /^__Host-drafts-[0-9a-f]{12}=[\w-]{86};.*Max-Age=604800/m)
})
