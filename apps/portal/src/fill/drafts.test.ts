import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Database } from '@madoguchi/db'
import { createPartyDatabase, migrate, openDatabase } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import { AppError, dayMs, makeTestClock, systemRandom } from '@madoguchi/kit'
import { sql } from 'kysely'
import { hashLinkCode } from '../log-in/link-code-hash.ts'
import { makeBrowserToken } from '../shell/browser-token.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { DraftStore } from './draft.ts'
import type { DraftContent } from './draft-content.ts'
import { noContent } from './draft-content.ts'
import { draftLimits } from './draft-limits.ts'
import type { BrowserOwner } from './draft-owner.ts'
import { ownerOfSession, parseDraftToken } from './draft-owner.ts'
import { findDraft, listDrafts } from './find-draft.ts'
import { forgetDrafts } from './forget-drafts.ts'
import { holdPage, takeHeldPage } from './hold-page.ts'
import { changeDraft, removeAllDrafts, removeDraft, startDraft } from './save-draft.ts'
import { takeOverDrafts } from './take-over.ts'

const what = { procedure: 'dog-registration', version: '2026-11-01', municipality: '990001' }
const stack = new AsyncDisposableStack()
const clock = makeTestClock('2026-11-22T06:00:00.000Z')
let db: Database<PortalTables>
/** The role that runs does not move a draft to another municipality. */
let owner: Database<PortalTables>
let store: DraftStore
before(async () => {
  const server = stack.use(await openTestServer())
  const { migrateUrl, runUrl } = await createPartyDatabase({ server, party: 'portal' })
  const folder = fileURLToPath(new URL('../../migrations/', import.meta.url))
  await migrate({ connection: migrateUrl, series: [deliveryMigrations, { name: 'portal', folder }] })
  db = stack.use(openDatabase<PortalTables>({ connection: runUrl, applicationName: 'test' }))
  owner = stack.use(openDatabase<PortalTables>({ connection: migrateUrl, applicationName: 'test' }))
  store = { db, clock, random: systemRandom }
})
after(() => stack.disposeAsync())

let people = 0
async function enter(): Promise<OpenSession> {
  people += 1
  const account = `acc_${people}`
  const at = clock.now()
  await db.kysely
    .insertInto('accounts')
    .values({
      ...{ account, link_code_hash: hashLinkCode(account), registered_at: at },
      ...{ email: null, vault: null, created_at: at, last_login_at: at },
    })
    .execute()
  return { account, vault: `vlt_${people}`, vaultKey: systemRandom.bytes(32) } as OpenSession
}

function openBrowser() {
  const browser = parseDraftToken(makeBrowserToken(systemRandom))
  assert.ok(browser)
  return browser
}

function say(words: string): DraftContent {
  const source = { from: 'typed' as const, at: '2026-11-22T06:00:00.000Z' }
  return { ...noContent, answers: { fields: { applicantName: { value: words, source } }, groups: {} } }
}

async function openAs({ session, browser }: { session?: OpenSession; browser?: BrowserOwner }, draft: string) {
  const browsers = browser === undefined ? [] : [browser]
  const found = await findDraft(store, { session, browsers }, draft)
  return typeof found === 'object' ? found.content.answers.fields.applicantName?.value : found
}

test('a dump of the portal’s database opens no draft, neither an account’s nor a browser’s (invariant 6, drafts)', async () => {
  const session = await enter()
  const browser = openBrowser()
  const name = '髙﨑󠄀 写しの子'
  await startDraft(store, ownerOfSession(session), { ...what, content: say(name) })
  const { draft } = await startDraft(store, browser, { ...what, content: say(name) })
  await holdPage(store, { browser, draft, place: 'applicant', entries: { applicantName: [name] } })
  let dump = ''
  for (const table of ['drafts', 'held_pages'])
    dump += JSON.stringify((await sql`select t::text from ${sql.table(table)} t`.execute(db.kysely)).rows)
  assert.ok(dump.length > 4000)
  for (const secret of [name, 'applicantName', '写しの子']) {
    assert.ok(!dump.includes(secret) && !dump.includes(Buffer.from(secret).toString('hex')), secret)
  }
  assert.ok(!dump.includes(Buffer.from(browser.secret).toString('hex')), 'the key stands in the cookie only')
})

test('a draft of an account goes on wherever its holder logs in, and nobody else finds it', async () => {
  const session = await enter()
  const other = await enter()
  const { draft } = await startDraft(store, ownerOfSession(session), { ...what, content: say('花子') })
  assert.equal(await openAs({ session }, draft), '花子')
  assert.equal(await openAs({ session: { ...session } }, draft), '花子', 'another device, the same vault')
  assert.equal(await openAs({ session: other }, draft), undefined)
  assert.equal(await openAs({}, draft), 'needs-log-in')
  assert.equal(await openAs({ browser: openBrowser() }, draft), 'needs-log-in')
  assert.deepEqual(await listDrafts(store, ownerOfSession(other)), [])
})

test('a draft of a browser is found by its cookie only', async () => {
  const browser = openBrowser()
  const { draft } = await startDraft(store, browser, { ...what, content: say('太郎') })
  assert.equal(await openAs({ browser }, draft), '太郎')
  assert.equal(await openAs({ browser: openBrowser() }, draft), undefined)
  assert.equal(await openAs({}, draft), undefined)
  assert.equal(await openAs({ session: await enter() }, draft), undefined)
  for (const token of [undefined, '', 'a'.repeat(85), 'あ'.repeat(86), `${'a'.repeat(85)}=`])
    assert.equal(parseDraftToken(token), undefined)
})

test('a row that somebody moves to another account, or that was sealed to an older vault, opens nothing', async () => {
  const session = await enter()
  const thief = await enter()
  const { draft } = await startDraft(store, ownerOfSession(session), { ...what, content: say('花子') })
  await assert.rejects(openAs({ session: { ...session, vault: 'vlt_new' } }, draft), { code: 'DRAFT_OTHER_VAULT' })
  await assert.rejects(openAs({ session: { ...session, vaultKey: thief.vaultKey } }, draft), { code: 'DRAFT_BROKEN' })
  await db.kysely
    .updateTable('drafts')
    .set({ account: thief.account, vault: thief.vault })
    .where('draft', '=', draft)
    .execute()
  await assert.rejects(openAs({ session: thief }, draft), { code: 'DRAFT_BROKEN' })
  // Whoever has both the row and the key still cannot say that it was for somewhere else.
  await owner.kysely
    .updateTable('drafts')
    .set({ account: session.account, vault: session.vault, municipality: '990002' })
    .where('draft', '=', draft)
    .execute()
  await assert.rejects(openAs({ session }, draft), { code: 'DRAFT_BROKEN' })
})

test('two windows that save at once lose nothing: the later one’s change is made to what the earlier one left', async () => {
  const browser = openBrowser()
  const read = await startDraft(store, browser, what)
  const typed = (place: string) => (content: DraftContent) => ({
    ...content,
    typed: { ...content.typed, [place]: { a: [place] } },
  })
  await Promise.all(['one', 'two', 'three'].map((place) => changeDraft(store, read, typed(place))))
  const found = await findDraft(store, { session: undefined, browsers: [browser] }, read.draft)
  assert.ok(typeof found === 'object')
  assert.deepEqual(Object.keys(found.content.typed).sort(), ['one', 'three', 'two'])
  assert.equal(found.revision, 4)
  assert.equal(
    (await changeDraft(store, found, (content) => content)).revision,
    4,
    'what changes nothing writes nothing',
  )
  await removeDraft(store, found)
  await assert.rejects(changeDraft(store, found, typed('late')), { code: 'DRAFT_UNKNOWN' })
})

test('a draft has a size and an owner a number of them', async () => {
  const browser = openBrowser()
  const large = say('長'.repeat(draftLimits.contentBytesMax / 3))
  await assert.rejects(startDraft(store, browser, { ...what, content: large }), { code: 'DRAFT_TOO_LARGE' })
  for (let n = 0; n < draftLimits.draftsMax; n++) await startDraft(store, browser, what)
  await assert.rejects(startDraft(store, browser, what), { code: 'DRAFTS_TOO_MANY' })
  assert.equal((await listDrafts(store, browser)).length, draftLimits.draftsMax)
  assert.equal(await removeAllDrafts(store, browser), draftLimits.draftsMax)
})

test('whoever logs in takes the drafts of this browser over, and the cookie opens them no more', async () => {
  const session = await enter()
  const browser = openBrowser()
  const first = await startDraft(store, browser, { ...what, content: say('移す') })
  await startDraft(store, openBrowser(), what)
  assert.equal(await takeOverDrafts(store, { browser, session }), 1)
  assert.equal(await openAs({ session }, first.draft), '移す')
  assert.equal(await openAs({ browser }, first.draft), 'needs-log-in')
  assert.equal(await takeOverDrafts(store, { browser, session }), 0)
})

test('as many are taken over as fit, and the others stay', async () => {
  const session = await enter()
  const browser = openBrowser()
  for (let n = 0; n < draftLimits.draftsMax - 1; n++) await startDraft(store, ownerOfSession(session), what)
  await startDraft(store, browser, what)
  await startDraft(store, browser, what)
  assert.equal(await takeOverDrafts(store, { browser, session }), 1)
  assert.equal((await listDrafts(store, browser)).length, 1)
})

test('a page that came too late is held for this browser, once, and five at most', async () => {
  const session = await enter()
  const browser = openBrowser()
  const { draft } = await startDraft(store, ownerOfSession(session), what)
  const hold = (place: string, text = place) => holdPage(store, { browser, draft, place, entries: { a: [text] } })
  assert.equal(await hold('one'), true)
  assert.equal(await hold('one', 'again'), true)
  for (const place of ['two', 'three', 'four', 'five']) assert.equal(await hold(place), true)
  assert.equal(await hold('six'), false)
  assert.equal(await hold('one', '長'.repeat(draftLimits.heldBytesMax)), false)
  assert.equal(await takeHeldPage(store, { browser: openBrowser(), draft, place: 'one' }), undefined)
  assert.deepEqual(await takeHeldPage(store, { browser, draft, place: 'one' }), { a: ['again'] })
  assert.equal(await takeHeldPage(store, { browser, draft, place: 'one' }), undefined)
})

test('drafts go by themselves: a browser’s after a week, an account’s after half a year', async () => {
  const session = await enter()
  const browser = openBrowser()
  const owner = ownerOfSession(session)
  const mine = await startDraft(store, owner, what)
  await startDraft(store, browser, what)
  await holdPage(store, { browser, draft: mine.draft, place: 'one', entries: {} })
  clock.advance(6 * dayMs)
  await forgetDrafts(store)
  assert.equal((await listDrafts(store, browser)).length, 1)
  assert.equal(await takeHeldPage(store, { browser, draft: mine.draft, place: 'one' }), undefined)
  clock.advance(2 * dayMs)
  await forgetDrafts(store)
  assert.deepEqual([(await listDrafts(store, browser)).length, (await listDrafts(store, owner)).length], [0, 1])
  clock.advance(180 * dayMs)
  await forgetDrafts(store)
  assert.equal((await listDrafts(store, owner)).length, 0)
})

test('what opens and is no draft of ours is said to be broken, not passed on', async () => {
  const browser = openBrowser()
  const { draft } = await startDraft(store, browser, { ...what, content: { answers: [] } as never })
  await assert.rejects(findDraft(store, { session: undefined, browsers: [browser] }, draft), (error) => {
    assert.ok(error instanceof AppError)
    return error.code === 'DRAFT_BROKEN' && Object.keys(error.facts).length === 0
  })
})
