import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { deliveryLimits, makeTurnstile } from '@madoguchi/delivery'
import { base64url } from '@madoguchi/kit'
import { keepWithin } from '../fill/draft-rows.ts'
import { heldPrints, heldWork, holdsCitizenApart, openPrinter, shared } from '../shell/limits/costly-work.fixture.ts'
import { floodWith } from '../shell/limits/held-work.fixture.ts'
import { countBefore, openRenderer } from '../shell/limits/slow-renderer.fixture.ts'
import type { LimitName } from '../shell/limits/table.ts'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import {
  type ApiClient,
  enter,
  giveEmail,
  logInByApi,
  makeApiClient,
  makeCode,
  prepareLogIn,
} from '../testing/test-api-client.fixture.ts'
import { makeBrowser } from '../testing/test-browser.fixture.ts'
import { makeDemoCards, testPin } from '../testing/test-demo-card.fixture.ts'
import { begin, owner, publishOffers } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'
import { allLimits as limits } from './journeys.ts'

const demoCards = makeDemoCards()

let world: TestPortal
before(async () => {
  world = await openTestPortal({
    cards: demoCards,
    mailer: { send: async () => {} },
    ...heldWork,
  })
  await publishOffers(world)
})
after(() => world[Symbol.asyncDispose]())

async function repeat(times: number, act: () => Promise<unknown>): Promise<void> {
  for (let i = 0; i < times; i++) await act()
}

const codeOf = async (called: ReturnType<ApiClient['call']>) => (await called).body.code
const askOne = (client: ApiClient) => client.call('POST', '/requests', { types: ['household'] })
const show = ({ certificate, wrappingKey }: TestCard) => ({
  certificate: base64url.encode(certificate.der),
  wrappingKey: base64url.encode(wrappingKey),
})

/** Somebody with a new card and a recovery code for the old one; and a thief of the cookie of the new card's session. */
async function openRenewed(name: string) {
  const old = await world.makePerson(name)
  const { code } = (await makeCode(await enter(world, old), old)).body
  const card = await world.makePerson(name)
  const stolen = makeApiClient(world)
  await logInByApi(stolen, card)
  return { old, card, code: String(code), stolen }
}

/** The same session at another process: after a restart, or at a second copy. */
async function openElsewhere(client: ApiClient): Promise<ApiClient & AsyncDisposable> {
  const copy = await world.openCopy()
  const other = makeApiClient({ portal: copy })
  other.token = client.token
  other.card = client.card
  return Object.assign(other, { [Symbol.asyncDispose]: () => copy[Symbol.asyncDispose]() })
}

/** As if everybody who asked something today had asked all that a day allows. */
async function fillDay(): Promise<void> {
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const rule = 'request-by-account-a-day'
  const full = db.kysely.updateTable('limit_counts').set({ count: limits[rule].most }).where('rule', '=', rule)
  const { numUpdatedRows } = await full.executeTakeFirst()
  assert.ok(numUpdatedRows > 0n)
}

/**
 * For each row: it is full, by the one who can fill it for others, with the key that he can really reach; and the victim is
 * served. Those of the card and of the operator's page stand beside these.
 */
const tests: Readonly<Partial<Record<LimitName, { title: string; run(): Promise<void> }>>> = {
  'log-in-try-by-client': {
    title: 'somebody at the same address tries certificates without end; who presses the button logs in',
    async run() {
      const attacker = makeApiClient(world, shared)
      const tried = await prepareLogIn(attacker, await world.trust.issue())
      const blind = () => attacker.call('POST', '/sessions', { ...tried, login: base64url.encode(new Uint8Array(32)) })
      await repeat(limits['log-in-try-by-client'].most, blind)
      assert.equal(await codeOf(blind()), 'TOO_MANY')
      const victim = makeApiClient(world, shared)
      assert.equal((await logInByApi(victim, await world.makePerson('同じ住所'))).status, 201)
    },
  },
  'log-in-by-card': {
    title: 'somebody shows another’s certificate and signs with a key of their own; the card’s holder logs in',
    async run() {
      const card = await world.makePerson('証明書を知られた人')
      const forger = await world.trust.issue()
      const attacker = makeApiClient(world, shared)
      await repeat(2 * limits['log-in-by-card'].most, async () => {
        const tried = await prepareLogIn(attacker, { ...forger, certificate: card.certificate })
        assert.equal(await codeOf(attacker.call('POST', '/sessions', tried)), 'LOGIN_SIGNATURE')
      })
      const victim = makeApiClient(world, shared)
      assert.equal((await logInByApi(victim, card)).status, 201)
      await repeat(limits['log-in-by-card'].most - 1, () => logInByApi(victim, card))
      assert.equal((await logInByApi(victim, card)).body.code, 'TOO_MANY')
      await using copy = await openElsewhere(victim)
      assert.equal((await logInByApi(copy, card)).body.code, 'TOO_MANY', 'and a restart forgets nothing')
    },
  },
  'old-card-by-session': {
    title: 'a thief of the cookie uses up the tries; whoever has the card logs in and brings the old one',
    async run() {
      const { old, card, stolen } = await openRenewed('前のカード')
      const wrong = { ...show(old), wrappingKey: base64url.encode(new Uint8Array(32)) }
      await repeat(limits['old-card-by-session'].most, () => stolen.call('POST', '/vault/old-card', wrong))
      assert.equal(await codeOf(stolen.call('POST', '/vault/old-card', wrong)), 'TOO_MANY')
      await using copy = await openElsewhere(stolen)
      assert.equal(await codeOf(copy.call('POST', '/vault/old-card', show(old))), 'TOO_MANY')
      const victim = makeApiClient(world)
      await logInByApi(victim, card)
      assert.equal((await victim.call('POST', '/vault/old-card', show(old))).status, 204)
    },
  },
  'recovery-by-session': {
    title: 'a thief of the cookie uses up the tries; whoever has the card logs in and types the code',
    async run() {
      const { card, code, stolen } = await openRenewed('回復')
      const stranger = await world.makePerson('別の人')
      const other = String((await makeCode(await enter(world, stranger), stranger)).body.code)
      await repeat(limits['recovery-by-session'].most, () => stolen.call('POST', '/vault/recovery', { code: other }))
      assert.equal(await codeOf(stolen.call('POST', '/vault/recovery', { code })), 'TOO_MANY')
      await using copy = await openElsewhere(stolen)
      assert.equal(await codeOf(copy.call('POST', '/vault/recovery', { code })), 'TOO_MANY')
      const victim = makeApiClient(world)
      await logInByApi(victim, card)
      assert.equal((await victim.call('POST', '/vault/recovery', { code })).status, 204)
    },
  },
  'mail-by-account': {
    title: 'one account asked for all its mails; another’s leaves',
    async run() {
      const [one, two] = await Promise.all([enterAs('甲'), enterAs('乙')])
      for (let i = 0; i < limits['mail-by-account'].most; i++) await giveEmail(one, `kou${i}@example.jp`)
      assert.equal(await codeOf(giveEmail(one, 'kou@example.jp')), 'TOO_MANY')
      await using copy = await openElsewhere(one)
      assert.equal(await codeOf(giveEmail(copy, 'kou@example.jp')), 'TOO_MANY')
      assert.equal((await giveEmail(two, 'otsu@example.jp')).status, 204)
    },
  },
  'mail-by-address': {
    title: 'strangers used up the mails that go to an address; its owner still gets a link, and one more',
    async run() {
      const give = (client: ApiClient) => giveEmail(client, 'victim@example.jp')
      for (const name of ['他人1', '他人2', '他人3']) {
        const client = await enterAs(name)
        await repeat(2, () => give(client))
        if (name === '他人3') assert.equal(await codeOf(give(client)), 'TOO_MANY')
      }
      const victim = await enterAs('持ち主')
      assert.equal((await give(victim)).status, 204)
      assert.equal((await give(victim)).status, 204)
    },
  },
  'mail-by-account-to-address': {
    title: 'an account has had its own mails to a flooded address; another account has its own',
    async run() {
      const give = (client: ApiClient) => giveEmail(client, 'flooded@example.jp')
      const loud = await enterAs('何度も送る人')
      await repeat(limits['mail-by-address'].most, () => give(loud))
      const second = await enterAs('次の人')
      await repeat(limits['mail-by-account-to-address'].most, () => give(second))
      assert.equal(await codeOf(give(second)), 'TOO_MANY')
      assert.equal((await give(await enterAs('持ち主2'))).status, 204)
    },
  },
  'request-by-account': {
    title: 'one account asked as often as it may; another at the same address asks',
    async run() {
      const loud = await enterAs('よく聞く人')
      await repeat(limits['request-by-account'].most, () => askOne(loud))
      assert.equal(await codeOf(askOne(loud)), 'TOO_MANY')
      await using copy = await openElsewhere(loud)
      assert.equal(await codeOf(askOne(copy)), 'TOO_MANY')
      assert.equal((await askOne(await enterAs('はじめて聞く人'))).status, 201)
    },
  },
  'request-by-account-a-day': {
    title: 'everybody before asked all day long; who comes now asks',
    async run() {
      const loud = await enterAs('一日じゅう聞く人')
      await askOne(loud)
      await fillDay()
      assert.equal(await codeOf(askOne(loud)), 'REQUESTS_USED_UP')
      assert.equal((await askOne(await enterAs('夕方に来た人'))).status, 201)
    },
  },
  'check-by-account': {
    title: 'one account asked agencies to look again as often as it may; another’s word is heard',
    async run() {
      const ask = async (client: ApiClient, request: unknown) =>
        codeOf(client.call('POST', `/requests/${request}/checks`, { exchange: `exc_${'a'.repeat(22)}` }))
      const [loud, quiet] = await Promise.all([enterAs('何度も確かめる人'), enterAs('一度だけ確かめる人')])
      const { request } = (await askOne(loud)).body
      await repeat(limits['check-by-account'].most, () => ask(loud, request))
      assert.equal(await ask(loud, request), 'TOO_MANY')
      assert.equal(await ask(quiet, (await askOne(quiet)).body.request), 'CHECK_NOT_OFFERED')
    },
  },
  'history-by-account': {
    title: 'one account loaded its history as often as it may; another’s is loaded',
    async run() {
      const loud = await enterAs('履歴をくりかえす人')
      const load = (client: ApiClient) => client.call('GET', '/history?fresh=1')
      await repeat(limits['history-by-account'].most, () => load(loud))
      assert.equal(await codeOf(load(loud)), 'TOO_MANY')
      assert.equal((await load(await enterAs('履歴を見る人'))).status, 200)
    },
  },
  'draft-save': {
    title: 'somebody who knows the address of a draft sends to it without end; its owner’s next page is kept',
    async run() {
      const victim = await enterByPage('下書きの人')
      const draft = await begin(victim)
      await repeat(limits['draft-save'].most + 10, () => makeBrowser(world).post(`${draft}/owner`, {}))
      assert.equal((await fillIn(victim, `${draft}/owner`, owner)).status, 303)
    },
  },
  'held-pages-of-draft': {
    title: 'somebody has pages of a draft held for one browser after the other; a page of another’s draft stays held',
    async run() {
      const [attacker, victim] = [await enterByPage('置いていく人'), await enterByPage('時間切れの人')]
      const [loud, quiet] = [await begin(attacker), await begin(victim)]
      await makeBrowser(world).post(`${quiet}/owner`, owner)
      await repeat(limits['held-pages-of-draft'].most + 10, () => makeBrowser(world).post(`${loud}/owner`, owner))
      await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
      const rows = await db.kysely.selectFrom('held_pages').select('draft').execute()
      const countOf = (path: string) => rows.filter(({ draft }) => path.endsWith(draft)).length
      assert.deepEqual([countOf(loud), countOf(quiet)], [limits['held-pages-of-draft'].most, 1])
    },
  },
  'drafts-by-owner': {
    title:
      'one browser has as many drafts as it may; another at the same address begins one, and however many did before',
    async run() {
      const loud = makeBrowser(world, testOrigin, shared)
      await repeat(limits['drafts-by-owner'].most, () => begin(loud))
      assert.equal((await loud.post('/procedures/482013/dog-registration/fill')).status, 409)
      await repeat(70, () => begin(makeBrowser(world, testOrigin, shared)))
      await begin(makeBrowser(world, testOrigin, shared))
    },
  },
  'drafts-of-strangers': {
    title:
      'strangers begin drafts until there is no room; what somebody has written in is kept, with or without an account',
    async run() {
      const [victim, member] = [makeBrowser(world, testOrigin, shared), await enterByPage('登録した人')]
      const [written, own] = [await begin(victim), await begin(member)]
      await fillIn(victim, `${written}/owner`, owner)
      await repeat(30, () => begin(makeBrowser(world, testOrigin, shared)))
      await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
      await keepWithin(db.kysely, 16 * 1024)
      assert.equal((await victim.get(`${written}/owner`)).status, 200)
      assert.equal((await member.get(`${own}/owner`)).status, 200)
      await begin(victim)
    },
  },
  'prints-of-strangers': {
    title:
      'strangers at the same address have more browsers than places and try on and on; who comes there anew prints next, and a citizen waits for one',
    async run() {
      const printers = Array.from({ length: limits['prints-of-strangers'].most + 5 }, () => openPrinter(world))
      const loud = await Promise.all(printers)
      const victim = await openPrinter(world)
      const seen = await floodWith(heldPrints, { loud, places: limits['prints-of-strangers'].most, victim })
      assert.equal(seen.status, 200)
      assert.ok(seen.ended <= 1, `after ${seen.ended}`)
      await holdsCitizenApart()
    },
  },
  'prints-of-citizens': {
    title: 'one account waits for prints without end; another has the next turn but one',
    async run() {
      const { begun, prints, print } = openRenderer()
      const all = Array.from({ length: limits['prints-of-citizens'].most + 20 }, () =>
        print(prints.forCitizen('loud'), 'loud'),
      )
      await assert.rejects(all.at(-1) ?? assert.fail(), { code: 'TOO_MANY' })
      print(prints.forCitizen('quiet'), 'quiet')
      assert.ok((await countBefore(begun, 'quiet')) <= 2)
    },
  },
  'windows-by-account': {
    title: 'one account waits in all its windows; another waits in one',
    async run() {
      const windows = makeTurnstile(limits['windows-by-account'].most)
      for (let i = 0; i < limits['windows-by-account'].most; i++) assert.ok(windows.enter('loud'))
      assert.equal(windows.enter('loud'), undefined)
      assert.ok(windows.enter('quiet'))
    },
  },
  'demo-card-tries': {
    title: 'a stranger locks a demo card; whoever wants it unlocks it with one press and logs in',
    async run() {
      demoCards.insert(await world.makePerson('見本 花子'))
      const stranger = makeBrowser(world, testOrigin, shared)
      const tryPin = (pin: string, browser = stranger) =>
        browser.post('/login/sandbox', { card: 'hanako', pin, accept: 'yes' })
      await repeat(limits['demo-card-tries'].most, () => tryPin('0000'))
      const victim = makeBrowser(world, testOrigin, shared)
      assert.match((await tryPin(testPin, victim)).text, /暗証番号がロックされています[\s\S]*href="\/demo-cards"/)
      assert.match((await victim.get('/demo-cards')).text, /ロックされています/)
      const done = await victim.post('/demo-cards/unlock', { card: 'hanako' })
      assert.match((await victim.get(done.location ?? '')).text, /ロックを解除しました/)
      assert.equal((await tryPin(testPin, victim)).status, 303)
    },
  },
}

async function enterAs(name: string): Promise<ApiClient> {
  return enter(world, await world.makePerson(name))
}

/** A browser at the shared address whose visitor is logged in with a demo card and has consented. */
async function enterByPage(name: string) {
  demoCards.insert(await world.makePerson(name))
  const browser = makeBrowser(world, testOrigin, shared)
  await browser.post('/login/sandbox', { card: 'hanako', pin: testPin })
  await browser.post('/registration', { consent: 'yes', email: '' })
  return browser
}

for (const [name, { title, run }] of Object.entries(tests)) test(`${name}: ${title}`, run)

test('each limit of the portal has its test, here or in the journey that it belongs to', () => {
  const titles = globSync('../*/*.test.ts', { cwd: import.meta.dirname }).flatMap((path) =>
    [...readFileSync(join(import.meta.dirname, path), 'utf8').matchAll(/^test\('([\w-]+): /gm)].map(
      ([, row = '']) => row,
    ),
  )
  const tested = new Set([...Object.keys(tests), ...titles, ...Object.keys(deliveryLimits)])
  assert.deepEqual(
    Object.keys(limits).filter((row) => !tested.has(row)),
    [],
  )
})
