import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { base64url, minuteMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import {
  type ApiClient,
  actWithCard,
  enter,
  giveEmail,
  logInByApi,
  makeApiClient,
  makeCode,
  showCardAgain,
} from '../testing/test-api-client.fixture.ts'
import { confirmByPage, logInByPage, makeBrowser } from '../testing/test-browser.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import { type CardAct, cardActs } from './card-again.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal({ mailer: { send: async () => undefined } })
})
after(() => world[Symbol.asyncDispose]())

const calls: Record<CardAct, { path: string; body: object }> = {
  'recovery-code': { path: '/vault/recovery-code', body: {} },
  'close-others': { path: '/sessions/others/end', body: {} },
  leave: { path: '/account/leave', body: { confirmed: true } },
  email: { path: '/account/email', body: { email: 'a@example.jp' } },
  'vault-anew': { path: '/vault/anew', body: { confirmed: true } },
}
const attempt = (client: ApiClient, act: CardAct, card?: object) =>
  client.call('POST', calls[act].path, { ...calls[act].body, ...card })
/** All that a thief could have changed. */
async function look(client: ApiClient) {
  const { body } = await client.call('GET', '/account')
  return [body.recoveryCodeMadeAt, body.emailToConfirm, body.isRegistered]
}

test('a stolen token makes no code, ends no session, changes no address, begins nothing anew and does not leave', async () => {
  const card = await world.makePerson('盗まれた人')
  const owner = await enter(world, card)
  const other = await enter(world, card)
  for (const act of cardActs) {
    assert.equal((await attempt(owner, act)).body.code, 'CONFIRM_NEEDED', act)
    const strangers = await world.makePerson('カードを持つ盗人')
    await enter(world, strangers)
    const shown = await showCardAgain(owner, strangers, act)
    assert.equal((await attempt(owner, act, shown)).body.code, 'CONFIRM_OTHER_CARD', act)
  }
  assert.deepEqual(await look(owner), [null, null, true])
  assert.equal((await other.call('GET', '/requests')).status, 200)
})

test('what the card said is good for one act of one session, once, for five minutes', async () => {
  const card = await world.makePerson('一度だけ')
  const [one, other] = [await enter(world, card), await enter(world, card)]
  const forOther = await showCardAgain(other, card, 'recovery-code')
  await showCardAgain(one, card, 'recovery-code')
  assert.equal((await attempt(one, 'recovery-code', forOther)).body.code, 'LOGIN_SIGNATURE', 'of another session')
  const forEmail = await showCardAgain(one, card, 'email')
  await showCardAgain(one, card, 'recovery-code')
  assert.equal((await attempt(one, 'recovery-code', forEmail)).body.code, 'LOGIN_SIGNATURE', 'for another act')
  const good = await showCardAgain(one, card, 'recovery-code')
  assert.equal((await attempt(one, 'recovery-code', good)).status, 200)
  assert.equal((await attempt(one, 'recovery-code', good)).body.code, 'CONFIRM_OVER', 'a second time')
  const late = await showCardAgain(one, card, 'recovery-code')
  world.clock.advance(5 * minuteMs)
  assert.equal((await attempt(one, 'recovery-code', late)).body.code, 'CONFIRM_OVER')
  const garbled = { card: { certificate: 'AAAA', signature: 'AAAA' } }
  await showCardAgain(one, card, 'recovery-code')
  assert.equal((await attempt(one, 'recovery-code', garbled)).body.code, 'CERT_MALFORMED')
})

test('nobody logs in with what the card said to an act, and no log-in says yes to one', async () => {
  const card = await world.makePerson('取りちがえ')
  const client = await enter(world, card)
  const { body } = await client.call('POST', '/confirmations', { act: 'leave' })
  assert.equal(base64url.decode(String(body.challenge)).length, 64, 'no message to the registry takes it')
  const login = (await client.call('POST', '/login/challenges')).body
  const signature = card.sign(String(login.origin), base64url.decode(String(login.challenge)))
  const said = { certificate: base64url.encode(card.certificate.der), signature: base64url.encode(signature) }
  assert.equal((await attempt(client, 'leave', { card: said })).body.code, 'LOGIN_SIGNATURE')
})

test('a revoked card says yes to nothing', async () => {
  const card = await world.makePerson('失効した人')
  const old = await world.makePerson('失効した人')
  await enter(world, old)
  const client = await enter(world, card)
  world.trust.revoke(old)
  world.clock.advance(11 * minuteMs)
  const again = await showCardAgain(client, old, 'close-others')
  assert.equal((await attempt(client, 'close-others', again)).body.code, 'CERT_REVOKED')
  assert.equal((await actWithCard(client, card, { act: 'close-others', ...calls['close-others'] })).status, 200)
})

test('by the page: a code is made once, shown the same for ten minutes to its session alone, and is in no table in the clear', async () => {
  const card = await world.makePerson('画面の人')
  await enter(world, card)
  const browser = makeBrowser(world)
  await logInByPage(browser, card)
  assert.match((await browser.post('/settings/recovery-code')).text, /カードで、もう一度確認します/)
  assert.equal((await browser.get('/settings/recovery-code')).location, '/settings', 'none was made')
  const { text } = await confirmByPage(browser, card, { act: 'recovery-code' })
  assert.deepEqual(JSON.parse(text), { href: '/settings/recovery-code' })
  const codeOf = async () =>
    /<code[^>]*>([0-9A-Z-]{34})<\/code>/.exec((await browser.get('/settings/recovery-code')).text)?.[1]
  const code = await codeOf()
  assert.ok(code !== undefined)
  assert.equal(await codeOf(), code)
  const elsewhere = makeBrowser(world)
  await logInByPage(elsewhere, card)
  assert.equal((await elsewhere.get('/settings/recovery-code')).location, '/settings')
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const shown = await db.kysely.selectFrom('shown_codes').selectAll().execute()
  assert.ok(shown.length > 0 && !shown.some(({ sealed }) => Buffer.from(sealed).toString('latin1').includes(code)))
  world.clock.advance(10 * minuteMs)
  assert.equal((await browser.get('/settings/recovery-code')).location, '/settings')
  await world.portal.sweep()
  assert.deepEqual(await db.kysely.selectFrom('shown_codes').selectAll().execute(), [])
})

test('by the page: an address goes along with the card, and the other acts lead where they should', async () => {
  const card = await world.makePerson('いろいろする人')
  const client = await enter(world, card)
  assert.equal((await giveEmail(client, 'ichi@example.jp')).status, 204)
  assert.equal((await makeCode(client, card)).status, 200)
  const browser = makeBrowser(world)
  await logInByPage(browser, card)
  const asked = await browser.post('/settings/email', { email: 'ni@example.jp' })
  assert.match(asked.text, /name="email" value="ni@example.jp"/)
  const hrefOf = async (act: CardAct, fields = {}) =>
    (JSON.parse((await confirmByPage(browser, card, { act, fields })).text) as { href: string }).href
  assert.equal(await hrefOf('email', { email: 'ni@example.jp' }), '/settings?done=email-sent')
  assert.equal((await client.call('GET', '/account')).body.emailToConfirm, 'ni@example.jp')
  assert.equal(await hrefOf('close-others'), '/activity?closed=1')
  assert.equal(await hrefOf('leave'), '/left')
  assert.equal((await browser.get('/home')).location, '/login')
  const again = makeApiClient(world)
  assert.equal((await logInByApi(again, card)).body.needsRegistration, true)
})
