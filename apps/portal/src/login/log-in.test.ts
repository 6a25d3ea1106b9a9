import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { base64url, makeId } from '@madoguchi/kit'
import type { PortalTables } from '../tables.ts'
import { type ApiClient, logInByApi, makeApiClient, prepareLogIn } from '../testing/test-api-client.ts'
import { openTestPortal, type TestPortal } from '../testing/test-portal.ts'

let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  world = await openTestPortal()
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

const clientsOf = (count: number): ApiClient[] => Array.from({ length: count }, () => makeApiClient(world))
const countEnded = () => world.peers.seen.filter(({ name }) => name === 'end-mandate').length

test('of many who log in at once, each gets their own session and account', async () => {
  const cards = await Promise.all(Array.from({ length: 9 }, (_, i) => world.makePerson(`大勢${i}`)))
  const clients = clientsOf(cards.length)
  const answers = await Promise.all(cards.map((card, i) => logInByApi(clients[i] ?? assert.fail(), card)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  const rows = await db.kysely
    .selectFrom('sessions')
    .innerJoin('account_cards', 'account_cards.account', 'sessions.account')
    .select(['sessions.account', 'account_cards.fingerprint', 'sessions.mandate'])
    .execute()
  const fingerprints = new Set(cards.map(({ certificate }) => certificate.fingerprint))
  const theirs = rows.filter(({ fingerprint }) => fingerprints.has(fingerprint))
  assert.equal(theirs.length, cards.length)
  assert.equal(new Set(theirs.map(({ account }) => account)).size, cards.length)
  assert.equal(new Set(theirs.map(({ mandate }) => mandate)).size, cards.length)
  for (const client of clients) assert.equal((await client.call('GET', '/requests')).body.code, 'REGISTRATION_NEEDED')
})

test('one challenge sent many times at once logs in once', async () => {
  const body = await prepareLogIn(makeApiClient(world), await world.makePerson('同時'))
  const answers = await Promise.all(clientsOf(6).map((client) => client.call('POST', '/sessions', body)))
  const codes = answers.map(({ status, body: { code } }) => (status === 201 ? 'in' : code)).sort()
  assert.deepEqual(codes, [...Array.from({ length: 5 }, () => 'LOGIN_CHALLENGE_USED'), 'in'])
})

test('a bad card beside good ones keeps nobody else out, and its challenge is used up', async () => {
  const [one, other, bad] = await Promise.all(['甲', '乙', '丙'].map((name) => world.makePerson(name)))
  assert.ok(one !== undefined && other !== undefined && bad !== undefined)
  const client = makeApiClient(world)
  const bodies = await Promise.all([one, other, bad].map((card) => prepareLogIn(client, card)))
  const bent = { ...bodies[2], signature: base64url.encode(new Uint8Array(256)) }
  const answers = await Promise.all(
    [bodies[0], bent, bodies[1]].map((body) => makeApiClient(world).call('POST', '/sessions', body)),
  )
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 403, 201],
  )
  assert.equal((await client.call('POST', '/sessions', bodies[2])).body.code, 'LOGIN_CHALLENGE_USED')
})

test('a card that is new here and logs in twice at once has one vault', async () => {
  const card = await world.makePerson('二重')
  const answers = await Promise.all(clientsOf(4).map((client) => logInByApi(client, card)))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]))
  const vaults = await db.kysely
    .selectFrom('account_cards')
    .innerJoin('sessions', 'sessions.vault', 'account_cards.vault')
    .select('sessions.vault')
    .where('account_cards.fingerprint', '=', card.certificate.fingerprint)
    .execute()
  assert.equal(vaults.length, 4)
  assert.equal(new Set(vaults.map(({ vault }) => vault)).size, 1)
})

test('a mandate whose card opens no vault is given back', async () => {
  const card = await world.makePerson('返す')
  await logInByApi(makeApiClient(world), card)
  const before = countEnded()
  const body = await prepareLogIn(makeApiClient(world), card)
  const bent = { ...body, wrappingKey: base64url.encode(new Uint8Array(32)) }
  assert.equal((await makeApiClient(world).call('POST', '/sessions', bent)).body.code, 'LOGIN_VAULT_MISMATCH')
  for (let i = 0; i < 200 && countEnded() === before; i++) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.equal(countEnded(), before + 1)
})

test('a mandate that another copy of the program took in opens the session all the same', async () => {
  const card = await world.makePerson('別の複製')
  // The registry takes the card and says nothing to this copy.
  world.peers.refusals.set('present-card', 'NOT_HERE')
  const client = makeApiClient(world)
  const entering = logInByApi(client, card)
  const granted = { state: 'granted', mandate: makeId('man'), link_code: 'link-of-another-copy' } as const
  for (let i = 0, done = 0n; i < 400 && done === 0n; i++) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    const { numUpdatedRows } = await db.kysely
      .updateTable('acquisitions')
      .set({ ...granted, mandate_expires_at: new Date(world.clock.now().getTime() + 3_600_000) })
      .where('fingerprint', '=', card.certificate.fingerprint)
      .executeTakeFirstOrThrow()
    done = numUpdatedRows
  }
  assert.equal((await entering).status, 201)
  world.peers.refusals.delete('present-card')
  assert.equal((await client.call('GET', '/requests')).body.code, 'REGISTRATION_NEEDED')
  const left = await db.kysely.selectFrom('acquisitions').select('acquisition').where('state', '=', 'granted').execute()
  assert.deepEqual(left, [])
})

test('a mandate for a log-in that nobody waits for opens nothing and is given back by the sweep', async () => {
  const acquisition = makeId('acq')
  const at = world.clock.now()
  const row = { acquisition, fingerprint: 'f', state: 'waiting', created_at: at } as const
  await db.kysely.insertInto('acquisitions').values(row).execute()
  const mandate = makeId('man')
  const body = {
    acquisition,
    mandate,
    linkCode: `1.${base64url.encode(new Uint8Array(32))}`,
    expiresAt: at.toISOString(),
  }
  const draft = { name: 'mandate-granted', to: 'mihon-portal', body, notAfter: at.getTime() + 60_000 } as const
  const sessions = () => db.kysely.selectFrom('sessions').select('account').where('mandate', '=', mandate).execute()
  const code = await world.peers.send('core', draft)
  assert.equal(code, undefined)
  assert.deepEqual(await sessions(), [])
  const before = countEnded()
  world.clock.advance(3 * 60_000)
  await world.portal.sweep()
  for (let i = 0; i < 200 && countEnded() === before; i++) await new Promise((resolve) => setTimeout(resolve, 5))
  assert.ok(countEnded() > before)
  assert.deepEqual(await sessions(), [])
})
