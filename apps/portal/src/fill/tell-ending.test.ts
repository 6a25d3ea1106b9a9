import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { AppError, dayMs, minuteMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import { fillIn } from '../testing/read-fill-form.fixture.ts'
import { logInByPage, makeBrowser, type TestBrowser } from '../testing/test-browser.fixture.ts'
import { begin, owner, publishOffers, wordsOf } from '../testing/test-fill.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

type Mail = { to: string; subject: string; text: string }

let world: TestPortal
let db: Database<PortalTables>
let mails: Mail[] = []
let isAway = false
before(async () => {
  const send = async (mail: Mail) => {
    if (isAway) throw new AppError('MAIL_UNAVAILABLE', 'away')
    mails.push(mail)
  }
  world = await openTestPortal({ mailer: { send } })
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  await publishOffers(world)
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})
beforeEach(async () => {
  await db.kysely.deleteFrom('drafts').execute()
  await db.kysely.deleteFrom('mails').execute()
  mails = []
  isAway = false
})

let people = 0
/** Somebody who is logged in, with a draft for each of so many days ago on which it was saved last. */
async function enterWith(days: readonly number[], email: string | null = 'hanako@example.jp') {
  people += 1
  const browser = makeBrowser(world)
  await browser.get('/login')
  await logInByPage(browser, await world.makePerson(`下書き${people}`))
  await browser.post('/registration', { consent: 'yes' })
  const paths: string[] = []
  for (const day of days) {
    const path = await begin(browser)
    await fillIn(browser, `${path}/owner`, owner)
    await age(path, day)
    paths.push(path)
  }
  const row = db.kysely
    .selectFrom('drafts')
    .select('account')
    .where('draft', '=', idOf(paths[0] ?? ''))
  const { account } = await row.executeTakeFirstOrThrow()
  await db.kysely.updateTable('accounts').set({ email }).where('account', '=', account).execute()
  return { browser, paths, account: account ?? '' }
}

const idOf = (path: string) => path.replace('/fill/', '')

async function age(path: string, days: number): Promise<void> {
  const updated_at = new Date(world.clock.now().getTime() - days * dayMs)
  await db.kysely.updateTable('drafts').set({ updated_at }).where('draft', '=', idOf(path)).execute()
}

const save = (browser: TestBrowser, path: string) => fillIn(browser, `${path}/owner`)

test('whoever has a confirmed address is told once before their drafts end, by one mail without a word of them', async () => {
  await enterWith([167, 162, 20])
  await enterWith([165])
  await enterWith([170], null)
  await world.portal.sweep()
  assert.deepEqual(
    mails.map(({ to, subject }) => [to, subject]),
    [['hanako@example.jp', 'まもなく消える下書きがあります']],
  )
  const [mail] = mails
  assert.match(mail?.text ?? '', /2件が、3週間のうちに消えます/)
  assert.doesNotMatch(JSON.stringify(mails), /犬|登録申請|みほん市|高|花子/)
  for (let n = 0; n < 3; n++) await world.portal.sweep()
  assert.equal(mails.length, 1)
})

test('of a draft that was saved or removed since no mail leaves, whatever waited for the mail server', async () => {
  const saved = await enterWith([170])
  const removed = await enterWith([170], 'taro@example.jp')
  isAway = true
  await world.portal.sweep()
  assert.equal((await db.kysely.selectFrom('mails').selectAll().execute()).length, 2, 'they wait')
  await save(saved.browser, saved.paths[0] ?? '')
  await removed.browser.post(`${removed.paths[0]}/remove`)
  isAway = false
  world.clock.advance(3 * minuteMs)
  await world.portal.sweep()
  assert.deepEqual(mails, [])
  assert.deepEqual(await db.kysely.selectFrom('mails').selectAll().execute(), [], 'and they are gone')
  await age(saved.paths[0] ?? '', 170)
  await world.portal.sweep()
  assert.equal(mails.length, 1, 'the next end is told again')
})

test('an address that is given in the last days is told as well, and a draft that is over is not', async () => {
  const { account } = await enterWith([170, 180], null)
  await world.portal.sweep()
  assert.equal(mails.length, 0)
  await db.kysely.updateTable('accounts').set({ email: 'late@example.jp' }).where('account', '=', account).execute()
  await world.portal.sweep()
  assert.match(mails[0]?.text ?? '', /1件が/)
})

test('each page of a draft says until when it stays, louder near the end, and saving puts it off', async () => {
  const { browser, paths } = await enterWith([1])
  const [path = ''] = paths
  for (const at of [`${path}/owner`, `${path}/dogs`, `${path}/check`, '/drafts', '/home'])
    assert.match(wordsOf((await browser.get(at)).text), /2027年5月20日\S*15:0\dまで残ります/, at)
  await age(path, 167)
  const ends = /2026年12月5日\S*15:0\d/
  for (const at of [`${path}/owner`, `${path}/dogs`, `${path}/check`]) {
    const words = wordsOf((await browser.get(at)).text)
    assert.match(words, new RegExp(`この下書きは、${ends.source}に消えます`), at)
  }
  assert.match(wordsOf((await browser.get('/drafts')).text), /まもなく消えます.*2026年12月5日/)
  assert.match(wordsOf((await browser.get('/home')).text), /まもなく消える下書きがあります.*2026年12月5日/)
  await age(path, 158)
  assert.doesNotMatch(wordsOf((await browser.get('/drafts')).text), /まもなく消えます/)
  await age(path, 160)
  for (const at of ['/drafts', '/home'])
    assert.match(
      wordsOf((await browser.get(at)).text),
      /まもなく消え/,
      'whom the mail tells of three weeks sees it marked',
    )
  await age(path, 181)
  for (const at of [`${path}/owner`, `${path}/check`, '/drafts', '/home']) {
    const words = wordsOf((await browser.get(at)).text)
    assert.match(words, /残す期限を過ぎ/, at)
    assert.doesNotMatch(words, /2026年11月2[01]日\S*まで残ります/, 'nothing stays until a day that is over')
  }
  await save(browser, path)
  const later = wordsOf((await browser.get(`${path}/check`)).text)
  assert.doesNotMatch(later, /に消えます/)
  assert.match(later, /2027年5月21日\S*15:0\dまで残ります。どこかのページを保存すると、そこからまた180日残ります/)
})

test('a draft without an account says so two days before its seven days are over', async () => {
  const browser = makeBrowser(world)
  const path = await begin(browser)
  await age(path, 4)
  assert.doesNotMatch((await browser.get(`${path}/owner`)).text, /に消えます/)
  await age(path, 5)
  assert.match(
    wordsOf((await browser.get(`${path}/owner`)).text),
    /この下書きは、2026年11月24日\S*15:0\dに消えます.*7日残ります/,
  )
  assert.match(wordsOf((await browser.get('/drafts')).text), /まもなく消えます/)
  await world.portal.sweep()
  assert.deepEqual(mails, [], 'nobody knows whose it is')
})

// The last: whoever logs in after the clock was moved so far finds no list of cards of that day.
test('two copies of the portal tell once, also when the clock jumps back', async () => {
  await enterWith([170])
  await using copy = await world.openCopy()
  await Promise.all([world.portal.sweep(), copy.sweep(), world.portal.sweep()])
  assert.equal(mails.length, 1)
  world.clock.advance(-2 * dayMs)
  await copy.sweep()
  world.clock.advance(3 * dayMs)
  await Promise.all([world.portal.sweep(), copy.sweep()])
  assert.equal(mails.length, 1)
})
