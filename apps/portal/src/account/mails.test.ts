import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { AppError, dayMs, hourMs, minuteMs } from '@madoguchi/kit'
import { waitUntil } from '@madoguchi/kit/testing'
import type { PortalTables } from '../shell/tables.ts'
import {
  type ApiClient,
  askAndWait,
  enter,
  giveEmail,
  logInByApi,
  makeApiClient,
} from '../testing/test-api-client.fixture.ts'
import { logInByPage, makeBrowser, type Seen } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal, testOrigin } from '../testing/test-portal.fixture.ts'
import { hashToken } from './confirmations.ts'

type Mail = { to: string; subject: string; text: string }

let world: TestPortal
let mails: Mail[] = []
let trouble: AppError | undefined
before(async () => {
  const send = async (mail: Mail) => {
    if (trouble !== undefined) throw trouble
    mails.push(mail)
  }
  world = await openTestPortal({ mailer: { send } })
})
after(() => world[Symbol.asyncDispose]())
beforeEach(() => {
  mails = []
  trouble = undefined
})

/** A link that somebody got by mail, as a path. */
async function readLink(): Promise<string> {
  await waitUntil(() => mails.length > 0)
  const link = /https:\/\/\S+\/email\/confirm#[0-9A-Z-]{19}/.exec(mails.at(-1)?.text ?? '')?.[0]
  assert.ok(link?.startsWith(testOrigin) === true && link !== undefined)
  return link.slice(testOrigin.length)
}

const tokenOf = (path: string) => path.split('#')[1] ?? ''
const open = async (path: string) => makeBrowser(world).post('/email/confirm', { token: tokenOf(path) })
const emailOf = async (client: ApiClient) => {
  const { body } = await client.call('GET', '/account')
  return [body.email, body.emailToConfirm]
}
const give = giveEmail

test('an address is used once its link was opened: in any browser, by a button, and once', async () => {
  const client = await enter(world, await world.makePerson('確認'))
  assert.equal((await give(client, 'kakunin@example.jp')).status, 204)
  const link = await readLink()
  assert.equal(mails[0]?.to, 'kakunin@example.jp')
  assert.deepEqual(await emailOf(client), [null, 'kakunin@example.jp'])
  // A program that looks at links confirms nothing.
  for (let i = 0; i < 3; i++) {
    // What stands behind the # stays in the browser.
    const page = await makeBrowser(world).get(link.split('#')[0] ?? '')
    assert.deepEqual([page.status, page.text.includes(tokenOf(link))], [200, false])
  }
  assert.deepEqual(await emailOf(client), [null, 'kakunin@example.jp'])
  const done = await open(link)
  assert.deepEqual([done.status, /kakunin@example\.jp/.test(done.text)], [200, true])
  assert.deepEqual(await emailOf(client), ['kakunin@example.jp', null])
  assert.equal((await open(link)).status, 422)
  const { activities } = await client.read('Activities', '/activities')
  const events = activities.map(({ event }) => event)
  assert.ok(events.includes('email-given') && events.includes('email-confirmed'))
})

test('before that nothing is told there, after it results are', async () => {
  const client = makeApiClient(world)
  await logInByApi(client, await world.makePerson('使う'))
  await client.call('POST', '/registration', { consent: true, email: 'tsukau@example.jp' })
  const link = await readLink()
  await askAndWait(client, ['household'])
  await world.portal.sweep()
  assert.equal(mails.length, 1)
  await open(link)
  await askAndWait(client, ['household'])
  await waitUntil(() => mails.length === 2)
  assert.deepEqual([mails[1]?.to, mails[1]?.subject], ['tsukau@example.jp', '届きました: 1件'])
})

test('a link lasts a day, and a new one ends the one before', async () => {
  const client = await enter(world, await world.makePerson('期限'))
  await give(client, 'kigen@example.jp')
  const first = await readLink()
  assert.equal((await client.call('POST', '/account/email/resend')).status, 204)
  await waitUntil(() => mails.length === 2)
  const second = await readLink()
  assert.equal((await open(first)).status, 422)
  world.clock.advance(dayMs)
  assert.equal((await open(second)).status, 422)
  for (const token of ['', 'x', 'a'.repeat(43), `${tokenOf(second)}X`, '\u0000'])
    assert.equal((await makeBrowser(world).post('/email/confirm', { token })).status, 422)
})

test('a code is typed as people type, and is in no address that a proxy writes down', async () => {
  const client = await enter(world, await world.makePerson('打つ'))
  await give(client, 'utsu@example.jp')
  const code = tokenOf(await readLink())
  assert.ok(mails[0]?.text.includes(`確認の番号: ${code}`))
  assert.doesNotMatch(mails[0]?.text ?? '', /[?&][\w-]+=/)
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
  assert.equal((await makeBrowser(world).post('/email/confirm', { token: typed })).status, 200)
  assert.deepEqual(await emailOf(client), ['utsu@example.jp', null])
})

test('a code that confirms nothing comes back in its form, with what was typed, why, and a button for a new one', async () => {
  const card = await world.makePerson('打ちまちがい')
  const client = await enter(world, card)
  await give(client, 'uchi@example.jp')
  const code = tokenOf(await readLink())
  const [owner, stranger] = [makeBrowser(world), makeBrowser(world)]
  await logInByPage(owner, card)
  const type = (typed: string, browser = stranger) => browser.post('/email/confirm', { token: typed })
  function assertRefused({ status, text }: Seen, typed: string, why: RegExp): void {
    assert.equal(status, 422)
    assert.match(text, /<title>エラー: メールアドレスの確認｜/)
    const input = /<input[^>]*name="token"[^>]*>/.exec(text)?.[0] ?? ''
    assert.ok(input.includes(`value="${typed}"`), input)
    assert.match(input, /aria-invalid="true"/)
    assert.match(input, /aria-describedby="token-support token-error"/)
    assert.match(/id="token-error"[\s\S]*?<\/p>/.exec(text)?.[0] ?? '', why)
    assert.match(text, /<a href="#token">/)
  }
  const resend = 'action="/settings/email/resend?held='
  const short = await type(code.slice(0, 9))
  assertRefused(short, code.slice(0, 9), /16文字です/)
  assert.ok(!short.text.includes('href="/settings"') && !short.text.includes(resend), 'nothing is over')
  const other = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`
  const wrong = await type(other, owner)
  assertRefused(wrong, other, /使えません。入力のまちがいか、もう使われた番号か/)
  assert.ok(wrong.text.includes(resend) && wrong.text.includes('uchi@example.jp'))
  world.clock.advance(dayMs)
  const over = await type(code)
  assertRefused(over, code, /24時間が過ぎた/)
  assert.ok(over.text.includes('href="/settings"') && !over.text.includes(resend))
  assert.ok(!over.text.includes('uchi@example.jp'), 'who has an old code learns no address')
  await logInByPage(owner, card)
  assert.ok((await type(code, owner)).text.includes(resend))
  await owner.post('/settings/email/resend')
  await waitUntil(() => mails.length === 2)
  const next = tokenOf(await readLink())
  assertRefused(await type(code, owner), code, /あとから別のメールが送られた/)
  assert.equal((await type(next)).status, 200)
  const used = await type(next, owner)
  assertRefused(used, next, /もう使われた/)
  assert.ok(used.text.includes('href="/settings"') && !used.text.includes(resend), 'nothing waits any more')
  assertRefused(await type('"><script>'), '&quot;&gt;&lt;script&gt;', /16文字です/)
})

test('a link of before, with its token in the address, is good for its day', async () => {
  const client = await enter(world, await world.makePerson('前の形'))
  await give(client, 'mae@example.jp')
  await waitUntil(() => mails.length > 0)
  const token = 'KSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj9AQUJDREVGR0g'
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  await db.kysely
    .updateTable('email_confirmations')
    .set({ token_hash: hashToken(token) })
    .where('email', '=', 'mae@example.jp')
    .execute()
  const page = await makeBrowser(world).get(`/email/confirm?token=${token}`)
  assert.match(page.text, new RegExp(`type="hidden" name="token" value="${token}"`))
  assert.equal((await makeBrowser(world).post('/email/confirm', { token })).status, 200)
  assert.deepEqual(await emailOf(client), ['mae@example.jp', null])
})

test('another address takes its place when it is confirmed, and not before; removing forgets both', async () => {
  const client = await enter(world, await world.makePerson('変更'))
  await give(client, 'old@example.jp')
  await open(await readLink())
  await give(client, 'new@example.jp')
  await waitUntil(() => mails.length === 2)
  assert.deepEqual(await emailOf(client), ['old@example.jp', 'new@example.jp'])
  await open(await readLink())
  assert.deepEqual(await emailOf(client), ['new@example.jp', null])
  await give(client, 'third@example.jp')
  await waitUntil(() => mails.length === 3)
  assert.equal((await client.call('DELETE', '/account/email')).status, 204)
  assert.deepEqual(await emailOf(client), [null, null])
  assert.equal((await open(await readLink())).status, 422)
  assert.equal((await client.call('POST', '/account/email/resend')).body.code, 'EMAIL_NONE')
})

test('a mail that waits for the mail server goes to no address that was removed, and to the new one where it was changed', async () => {
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const arriveWhileAway = async (client: ApiClient) => {
    trouble = new AppError('MAIL_UNAVAILABLE', 'away')
    await askAndWait(client, ['household'])
    await world.portal.sweep()
    trouble = undefined
  }
  const [gone, moved] = [
    await enter(world, await world.makePerson('消す')),
    await enter(world, await world.makePerson('移る')),
  ]
  for (const [client, email] of [
    [gone, 'kesu@example.jp'],
    [moved, 'mae@example.jp'],
  ] as const) {
    await give(client, email)
    await open(await readLink())
    mails = []
    await arriveWhileAway(client)
  }
  assert.equal((await gone.call('DELETE', '/account/email')).status, 204)
  await give(moved, 'ato@example.jp')
  await open(await readLink())
  const waiting = await db.kysely.selectFrom('mails').select('recipient').execute()
  assert.deepEqual(waiting, [{ recipient: 'ato@example.jp' }])
  mails = []
  world.clock.advance(2 * minuteMs)
  await world.portal.sweep()
  assert.deepEqual(
    mails.map(({ to }) => to),
    ['ato@example.jp'],
  )
})

test('five mails an hour go to an address, whoever asks for them, and no more than two of each account after that', async () => {
  const [one, two] = [
    await enter(world, await world.makePerson('甲')),
    await enter(world, await world.makePerson('乙')),
  ]
  for (let i = 0; i < 3; i++) assert.equal((await give(one, 'Victim@example.jp')).status, 204)
  for (let i = 0; i < 2; i++) assert.equal((await give(two, 'victim@example.jp')).status, 204)
  assert.equal((await give(two, 'victim@example.jp')).body.code, 'TOO_MANY')
  world.clock.advance(hourMs)
  assert.equal(
    (await give(await enter(world, await world.makePerson('甲')), 'bad address')).body.code,
    'EMAIL_MALFORMED',
  )
})

test('a mail server that is away fails no page; the mail leaves when it is back', async () => {
  trouble = new AppError('MAIL_UNAVAILABLE', 'away')
  const client = await enter(world, await world.makePerson('停止'))
  assert.equal((await give(client, 'teishi@example.jp')).status, 204)
  await world.portal.sweep()
  trouble = undefined
  await world.portal.sweep()
  assert.equal(mails.length, 0, 'not at once')
  world.clock.advance(2 * minuteMs)
  await world.portal.sweep()
  assert.equal((await open(await readLink())).status, 200)
})

test('after a day it is given up, a refusal for good at once; the address is wiped and the operator can count them', async () => {
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const rows = () => db.kysely.selectFrom('mails').select(['recipient', 'gave_up_at']).execute()
  await db.kysely.deleteFrom('mails').execute()
  trouble = new AppError('MAIL_REFUSED', 'no such mailbox')
  const client = await enter(world, await world.makePerson('あきらめる'))
  await give(client, 'nobody@example.jp')
  await world.portal.sweep()
  assert.deepEqual(
    (await rows()).map(({ recipient, gave_up_at }) => [recipient, gave_up_at !== null]),
    [['', true]],
  )
  trouble = new AppError('MAIL_UNAVAILABLE', 'away')
  const card = await world.makePerson('一日')
  await give(await enter(world, card), 'ichinichi@example.jp')
  for (let hours = 0; hours <= 25; hours++) {
    world.clock.advance(hourMs)
    await world.portal.sweep()
  }
  assert.ok((await rows()).every(({ recipient, gave_up_at }) => recipient === '' && gave_up_at !== null))
  trouble = undefined
  world.clock.advance(31 * dayMs)
  await world.portal.sweep()
  assert.deepEqual(await rows(), [])
  assert.equal(mails.length, 0)
})

test('no link and no text stands in the database, waiting or sent', async () => {
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const client = await enter(world, await world.makePerson('写し'))
  await give(client, 'utsushi@example.jp')
  const token = tokenOf(await readLink())
  const dump = JSON.stringify([
    await db.kysely.selectFrom('mails').selectAll().execute(),
    await db.kysely.selectFrom('email_confirmations').selectAll().execute(),
  ])
  assert.ok(!dump.includes(token))
  assert.ok(!dump.includes(JSON.stringify([...Buffer.from(token, 'base64url')])))
})
