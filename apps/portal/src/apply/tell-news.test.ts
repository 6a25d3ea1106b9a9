import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { AppError, dayMs, hourMs, minuteMs } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { loadProcedures } from '@madoguchi/procedures'
import type { PortalTables } from '../shell/tables.ts'
import {
  enterPages,
  fillDogs,
  findFile,
  noteFiled,
  pressSend,
  publishOnline,
  sealEvent,
  tellEvent,
} from '../testing/test-apply.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

type Mail = { to: string; subject: string; text: string }
type Told = Awaited<ReturnType<typeof sealEvent>>

let world: TestPortal
let db: Database<PortalTables>
let mails: Mail[] = []
let isAway = false
before(async () => {
  const send = async (mail: Mail) => {
    if (isAway) throw new AppError('MAIL_UNAVAILABLE', 'away')
    mails.push(mail)
  }
  // Nobody signs: what happens afterwards is what counts here.
  const procedures = loadProcedures().map((one) => ({ ...one, signers: [] }))
  world = await openTestPortal({ mailer: { send }, procedures })
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  await publishOnline(world)
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})
beforeEach(() => {
  mails = []
  isAway = false
})

let people = 0
/** Somebody who has sent a filing. */
async function fileDogs(email: string | null) {
  people += 1
  const card = await world.makePerson(`知らせ${people}`)
  const browser = await enterPages(world, card)
  const sent = await sendDogs(browser)
  const row = db.kysely.selectFrom('filings').select('account').where('filing', '=', sent.filing)
  const { account } = await row.executeTakeFirstOrThrow()
  await db.kysely
    .updateTable('accounts')
    .set({ email })
    .where('account', '=', account ?? '')
    .execute()
  // Sessions end before mails do.
  return { browser, enterAgain: () => enterPages(world, card), ...sent }
}

async function sendDogs(browser: Awaited<ReturnType<typeof enterPages>>) {
  const draft = await fillDogs(browser)
  await browser.post(`${draft}/files/next`)
  await pressSend(browser, draft)
  await world.settle()
  const file = findFile(world)
  return { filing: file.body.filing, file }
}

const words = {
  taken: { what: 'in-review' as const },
  asked: { what: 'correction-asked' as const, text: '注射の日を教えてください。' },
  decided: {
    what: 'decided' as const,
    decision: { outcome: 'rejected' as const, reason: '期限を過ぎています。', review: '3か月以内です。' },
  },
}

async function tell(
  file: Received<'file'>,
  what: keyof typeof words,
  { number = 0, before = undefined as Told | undefined } = {},
) {
  const event = await sealEvent(world, file, { number, ...(before && { before }), event: words[what] })
  assert.equal(await tellEvent(world, file, event), undefined)
  return event
}

async function sweepAfter(ms: number): Promise<void> {
  world.clock.advance(ms)
  await world.portal.sweep()
}

test('whatever came, the mail is one and the same: a confirmed address, one mail, and no word of what it is', async () => {
  const [asked, decided, refused, unheard] = [
    await fileDogs('asked@example.jp'),
    await fileDogs('decided@example.jp'),
    await fileDogs('refused@example.jp'),
    await fileDogs(null),
  ]
  await tell(asked.file, 'asked')
  await tell(decided.file, 'decided')
  assert.equal(await noteFiled(world, refused.filing, 'MANDATE_ENDED'), undefined)
  await tell(unheard.file, 'decided')
  await sweepAfter(minuteMs)
  assert.equal(mails.length, 0, 'whoever has just sent something reads it on the page')
  await sweepAfter(10 * minuteMs)
  assert.deepEqual(mails.map(({ to }) => to).toSorted(), [
    'asked@example.jp',
    'decided@example.jp',
    'refused@example.jp',
  ])
  assert.equal(new Set(mails.map(({ subject, text }) => subject + text)).size, 1)
  assert.equal(mails[0]?.subject, '申請についてのお知らせがあります')
  assert.doesNotMatch(mails[0]?.text ?? '', /犬|みほん市|補正|認め|fil_|件/)
  for (let n = 0; n < 3; n++) await world.portal.sweep()
  assert.equal(mails.length, 3)
})

test('of what was looked at no mail leaves, whether it waited for its ten minutes or for the mail server', async () => {
  const { browser, enterAgain, file, filing } = await fileDogs('looked@example.jp')
  const first = await tell(file, 'taken')
  await browser.get(`/filings/${filing}`)
  await sweepAfter(11 * minuteMs)
  assert.deepEqual(mails, [])
  await tell(file, 'asked', { number: 1, before: first })
  isAway = true
  await sweepAfter(11 * minuteMs)
  assert.equal((await db.kysely.selectFrom('mails').selectAll().execute()).length, 1, 'it waits')
  const person = await enterAgain()
  const other = await fileDogs('stranger@example.jp')
  await other.browser.get(`/filings/${filing}`)
  await person.get('/filings')
  isAway = false
  await sweepAfter(3 * minuteMs)
  assert.deepEqual(mails, [])
  assert.deepEqual(await db.kysely.selectFrom('mails').selectAll().execute(), [])
})

test('told once, and not again within a day, however much comes; whoever looks is told of what comes next', async () => {
  const { browser, enterAgain, file } = await fileDogs('often@example.jp')
  const first = await tell(file, 'taken')
  await sweepAfter(11 * minuteMs)
  const second = await tell(file, 'asked', { number: 1, before: first })
  const person = await enterAgain()
  const other = await sendDogs(person)
  await tell(other.file, 'taken')
  await sweepAfter(hourMs)
  assert.equal(mails.length, 1, 'the mail of before still stands')
  assert.notEqual((await browser.get('/filings')).status, 200, 'whose session is over sees nothing')
  await (await enterAgain()).get('/filings')
  await tell(file, 'decided', { number: 2, before: second })
  await sweepAfter(11 * minuteMs)
  assert.equal(mails.length, 2)
})

// The last: whoever logs in after the clock was moved so far finds no list of cards of that day.
test('two copies of the portal tell once, also when the clock jumps back; of what came since, a day later', async () => {
  const { file } = await fileDogs('copies@example.jp')
  await using copy = await world.openCopy()
  const sweepBoth = () => Promise.all([world.portal.sweep(), copy.sweep(), world.portal.sweep()])
  const first = await tell(file, 'taken')
  world.clock.advance(11 * minuteMs)
  await sweepBoth()
  assert.equal(mails.length, 1)
  world.clock.advance(-2 * hourMs)
  await copy.sweep()
  world.clock.advance(4 * hourMs)
  await tell(file, 'decided', { number: 1, before: first })
  world.clock.advance(21 * hourMs)
  await sweepBoth()
  assert.equal(mails.length, 1, 'within a day of the first')
  world.clock.advance(2 * hourMs)
  await sweepBoth()
  assert.equal(mails.length, 2)
  world.clock.advance(3 * dayMs)
  await sweepBoth()
  assert.equal(mails.length, 2, 'and no more, where nothing came')
})
