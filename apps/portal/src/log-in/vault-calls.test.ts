import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { base64url, hourMs } from '@madoguchi/kit'
import type { PortalTables } from '../shell/tables.ts'
import {
  type ApiClient,
  actWithCard,
  askAndWait,
  enter,
  logInByApi,
  makeApiClient,
  makeCode,
} from '../testing/test-api-client.fixture.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'
import type { TestCard } from '../testing/test-trust.fixture.ts'

let world: TestPortal
before(async () => {
  world = await openTestPortal()
})
after(() => world[Symbol.asyncDispose]())

/** Somebody with an answer, who comes with a new card now. */
async function renew(name: string): Promise<{ old: TestCard; card: TestCard; client: ApiClient; request: string }> {
  const old = await world.makePerson(name)
  const request = await askAndWait(await enter(world, old), ['household'])
  const card = await world.makePerson(name)
  return { old, card, client: await logIn(card), request }
}

async function logIn(card: TestCard): Promise<ApiClient> {
  const client = makeApiClient(world)
  await logInByApi(client, card)
  return client
}

const show = ({ certificate, wrappingKey }: TestCard) => ({
  certificate: base64url.encode(certificate.der),
  wrappingKey: base64url.encode(wrappingKey),
})
const beginAnew = (client: ApiClient, card: TestCard) =>
  actWithCard(client, card, { act: 'vault-anew', path: '/vault/anew', body: { confirmed: true } })
const codeOf = async (called: ReturnType<ApiClient['call']>) => (await called).body.code
const openAnswer = async (client: ApiClient, request: string) =>
  (await client.call('GET', `/requests/${request}/answers.json`)).status

test('a renewed card keeps the account; until it is registered there is no vault, and each call says so', async () => {
  const { client, request } = await renew('更新')
  for (const path of ['/requests', '/history', `/requests/${request}`])
    assert.equal(await codeOf(client.call('GET', path)), 'VAULT_CLOSED')
  assert.equal(await codeOf(client.call('POST', '/requests', { types: ['household'] })), 'VAULT_CLOSED')
  assert.equal(await codeOf(client.call('POST', '/vault/recovery-code', {})), 'VAULT_CLOSED')
  const { activities } = await client.read('Activities', '/activities')
  assert.ok(activities.some(({ event }) => event === 'asked'))
})

test('the old card opens the vault for the new one, even when it was revoked for it; then both open all', async () => {
  const { old, card, client, request } = await renew('前のカード')
  const waiting = await logIn(card)
  world.trust.revoke(old)
  assert.equal((await client.call('POST', '/vault/old-card', show(old))).status, 204)
  assert.equal(await openAnswer(client, request), 200)
  assert.equal(await openAnswer(waiting, request), 200, 'another session of the new card has it, too')
  const later = await logIn(card)
  assert.equal(await openAnswer(later, request), 200)
  const next = await askAndWait(later, ['household'])
  assert.equal(await openAnswer(client, next), 200)
  assert.equal(await codeOf(client.call('POST', '/vault/old-card', show(old))), 'VAULT_OPEN')
})

test('no other card opens it: not the new one again, not a stranger’s, not the old one’s certificate with another key', async () => {
  const { old, card, client, request } = await renew('だめなカード')
  const stranger = await world.makePerson('知らない人')
  await enter(world, stranger)
  assert.equal(await codeOf(client.call('POST', '/vault/old-card', show(card))), 'OLD_CARD_SAME')
  assert.equal(await codeOf(client.call('POST', '/vault/old-card', show(stranger))), 'OLD_CARD_UNKNOWN')
  const bent = { ...show(old), wrappingKey: show(stranger).wrappingKey }
  assert.equal(await codeOf(client.call('POST', '/vault/old-card', bent)), 'OLD_CARD_MISMATCH')
  const nothing = { ...show(old), certificate: base64url.encode(new Uint8Array(9)) }
  assert.equal(await codeOf(client.call('POST', '/vault/old-card', nothing)), 'CERT_MALFORMED')
  for (let i = 0; i < 6; i++) await client.call('POST', '/vault/old-card', bent)
  assert.equal(await codeOf(client.call('POST', '/vault/old-card', show(old))), 'TOO_MANY')
  assert.equal(await openAnswer(client, request), 409)
})

test('a recovery code opens it without the old card, however it is typed, and once', async () => {
  const old = await world.makePerson('回復')
  const before = await enter(world, old)
  const request = await askAndWait(before, ['household'])
  const first = String((await makeCode(before, old)).body.code)
  const code = String((await makeCode(before, old)).body.code)
  const client = await logIn(await world.makePerson('回復'))
  assert.equal(await codeOf(client.call('POST', '/vault/recovery', { code: first })), 'RECOVERY_CODE_WRONG')
  assert.equal(await codeOf(client.call('POST', '/vault/recovery', { code: 'さくら' })), 'RECOVERY_CODE_MALFORMED')
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')} `
  assert.equal((await client.call('POST', '/vault/recovery', { code: typed })).status, 204)
  assert.equal(await openAnswer(client, request), 200)
  const third = await logIn(await world.makePerson('回復'))
  assert.equal(await codeOf(third.call('POST', '/vault/recovery', { code })), 'RECOVERY_CODE_WRONG', 'it was used')
  assert.equal((await client.call('GET', '/account')).body.recoveryCodeMadeAt, null)
})

test('a code that two new cards type in the same frame opens the vault for one of them', async () => {
  const old = await world.makePerson('同時の回復')
  const request = await askAndWait(await enter(world, old), ['household'])
  const code = String((await makeCode(await enter(world, old), old)).body.code)
  const clients = await Promise.all([1, 2, 3].map(async () => logIn(await world.makePerson('同時の回復'))))
  const answers = await Promise.all(clients.map((client) => client.call('POST', '/vault/recovery', { code })))
  assert.deepEqual(answers.map(({ status, body }) => body.code ?? status).sort(), [
    204,
    'RECOVERY_CODE_WRONG',
    'RECOVERY_CODE_WRONG',
  ])
  const opened = await Promise.all(clients.map((client) => openAnswer(client, request)))
  assert.deepEqual(opened.sort(), [200, 409, 409])
})

test('of codes that two windows make in the same frame one counts, and the other opens nothing', async () => {
  const old = await world.makePerson('二つの窓')
  const windows = [await enter(world, old), await enter(world, old)]
  const made = await Promise.all(windows.map((window) => makeCode(window, old)))
  assert.deepEqual(
    made.map(({ status }) => status),
    [200, 200],
  )
  const client = await logIn(await world.makePerson('二つの窓'))
  const codes = made.map(({ body }) => String(body.code))
  const answers: unknown[] = []
  for (const code of codes) {
    const { status, body } = await client.call('POST', '/vault/recovery', { code })
    answers.push(body.code ?? status)
  }
  // Once the vault is open nothing is tried any more: the first either was the one, or was not.
  assert.ok(
    ['204 VAULT_OPEN', 'RECOVERY_CODE_WRONG 204'].includes(answers.join(' ')),
    `one of two counts: ${answers.join(' ')}`,
  )
})

test('codes can be tried five times an hour', async () => {
  const { client } = await renew('何度も')
  const otherCard = await world.makePerson('ほかの人')
  const code = String((await makeCode(await enter(world, otherCard), otherCard)).body.code)
  for (let i = 0; i < 5; i++)
    assert.equal(await codeOf(client.call('POST', '/vault/recovery', { code })), 'RECOVERY_CODE_WRONG')
  assert.equal(await codeOf(client.call('POST', '/vault/recovery', { code })), 'TOO_MANY')
})

test('without either one begins anew, with a yes; old answers stay closed, and the old card still opens them', async () => {
  const { old, card, client, request } = await renew('どちらもない')
  assert.equal(await codeOf(client.call('POST', '/vault/anew', { confirmed: false })), 'NOT_CONFIRMED')
  assert.equal(await codeOf(client.call('POST', '/vault/anew', { confirmed: true })), 'CONFIRM_NEEDED')
  assert.equal((await beginAnew(client, card)).status, 204)
  assert.equal(await openAnswer(client, request), 404)
  const { items } = (await client.call('GET', `/requests/${request}`)).body
  assert.equal((items as { canOpen: boolean }[])[0]?.canOpen, false)
  assert.equal(await openAnswer(client, await askAndWait(client, ['household'])), 200)
  assert.equal(await openAnswer(await logIn(old), request), 200)
  assert.equal((await beginAnew(client, card)).body.code, 'VAULT_OPEN')
})

test('a new card that waits too long logs in again and still finds everything closed and nothing lost', async () => {
  const { old, card, client } = await renew('あとで')
  world.clock.advance(hourMs)
  assert.equal(await codeOf(client.call('GET', '/activities')), 'SESSION_IDLE')
  const again = await logIn(card)
  assert.equal(await codeOf(again.call('GET', '/requests')), 'VAULT_CLOSED')
  assert.equal((await again.call('POST', '/vault/old-card', show(old))).status, 204)
})

test('neither a code nor a key stands in the database', async () => {
  const { card, client } = await renew('写し')
  const firstCard = await world.makePerson('写し二')
  const shown = String((await makeCode(await enter(world, firstCard), firstCard)).body.code)
  const code = shown.replaceAll('-', '')
  assert.equal((await beginAnew(client, card)).status, 204)
  await using db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
  const rows = JSON.stringify([
    await db.kysely.selectFrom('recovery_codes').selectAll().execute(),
    await db.kysely.selectFrom('sessions').selectAll().execute(),
    await db.kysely.selectFrom('account_cards').selectAll().execute(),
    await db.kysely.selectFrom('shown_codes').selectAll().execute(),
  ])
  assert.ok(!rows.includes(code) && !rows.includes(shown))
  assert.ok(!rows.includes(JSON.stringify(Buffer.from(card.wrappingKey).toJSON().data)))
})
