import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { base64url, hex, makeId } from '@madoguchi/kit'
import { countWiped, listWiped, waitUntil } from '@madoguchi/kit/testing'
import { digestMandate } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { type ApiClient, logInByApi, makeApiClient, prepareLogIn } from '../testing/test-api-client.fixture.ts'
import { makeLinkCode, openTestPortal, type TestPortal } from '../testing/test-portal.fixture.ts'

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
    .select(['sessions.account', 'account_cards.fingerprint', 'sessions.mandate_digest'])
    .execute()
  const fingerprints = new Set(cards.map(({ certificate }) => certificate.fingerprint))
  const theirs = rows.filter(({ fingerprint }) => fingerprints.has(fingerprint))
  assert.equal(theirs.length, cards.length)
  assert.equal(new Set(theirs.map(({ account }) => account)).size, cards.length)
  assert.equal(new Set(theirs.map(({ mandate_digest }) => hex.encode(mandate_digest))).size, cards.length)
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

/** The card is shown, and the registry says nothing by itself. Gives the number that its mandate will have. */
async function findAcquisition(fingerprint: string): Promise<string> {
  const find = () =>
    db.kysely.selectFrom('acquisitions').select('acquisition').where('fingerprint', '=', fingerprint).executeTakeFirst()
  return (await waitUntil(find, { what: 'a card that is shown' })).acquisition
}

function grantFor(acquisition: string, name: string) {
  const until = world.clock.now().getTime() + 60_000
  const body = {
    acquisition,
    mandate: makeId('man'),
    linkCode: makeLinkCode(name),
    expiresAt: new Date(until).toISOString(),
  }
  return { name: 'mandate-granted', to: 'mihon-portal', body, notAfter: until } as const
}

test('a mandate that another copy of the program took in is sealed to the log-in that waits, and opens its session', async () => {
  // What any row of a log-in on its way ever held, as somebody sees it who reads the database all the time.
  const owner = openDatabase<PortalTables>({ connection: world.database.migrateUrl, applicationName: 'test' })
  await sql`
    create table seen_rows (line text);
    create function note_row() returns trigger language plpgsql security definer set search_path from current as
      'begin insert into seen_rows values (new::text); return new; end';
    create trigger note_row after insert or update on acquisitions for each row execute function note_row()`.execute(
    owner.kysely,
  )
  const card = await world.makePerson('別の複製')
  world.peers.refusals.set('present-card', 'NOT_HERE')
  const client = makeApiClient(world)
  await using _copy = await world.openCopy()
  const entering = logInByApi(client, card)
  const grant = grantFor(await findAcquisition(card.certificate.fingerprint), '別の複製')
  assert.equal(await world.peers.send('core', grant), undefined)
  assert.equal((await entering).status, 201)
  world.peers.refusals.delete('present-card')
  assert.equal((await client.call('GET', '/requests')).body.code, 'REGISTRATION_NEEDED')
  const { rows } = await sql<{ line: string }>`select line from seen_rows`.execute(owner.kysely)
  await sql`drop trigger note_row on acquisitions; drop function note_row; drop table seen_rows`.execute(owner.kysely)
  await owner[Symbol.asyncDispose]()
  assert.deepEqual([rows.length, rows.at(-1)?.line.includes('granted')], [2, true])
  const text = JSON.stringify(rows)
  assert.ok(
    !text.includes(grant.body.mandate) && !text.includes(grant.body.linkCode),
    'it never stood there in the clear',
  )
  assert.deepEqual(await db.kysely.selectFrom('acquisitions').select('acquisition').execute(), [])
})

test('a mandate that nobody waits for opens nothing, is written nowhere and is given back at once', async () => {
  const acquisition = makeId('acq')
  const before = countEnded()
  const grant = grantFor(acquisition, '待つ人のない')
  assert.equal(await world.peers.send('core', grant), undefined)
  // One whose program ended while it waited.
  const left = makeId('acq')
  const row = { acquisition: left, fingerprint: 'f', state: 'waiting', reply_key: 'A'.repeat(43) } as const
  await db.kysely
    .insertInto('acquisitions')
    .values({ ...row, created_at: new Date(world.clock.now().getTime() - 2 * 60_000) })
    .execute()
  assert.equal(await world.peers.send('core', grantFor(left, '待つ人のない')), undefined)
  await world.settle()
  assert.equal(countEnded(), before + 2)
  const digest = digestMandate(grant.body.mandate)
  const ended = world.peers.seen.flatMap(({ name, body }) =>
    name === 'end-mandate' && 'mandateDigest' in body ? [body.mandateDigest] : [],
  )
  assert.ok(ended.includes(base64url.encode(digest)))
  const held = await db.kysely.selectFrom('sessions').select('account').where('mandate_digest', '=', digest).execute()
  const granted = await db.kysely
    .selectFrom('acquisitions')
    .select('acquisition')
    .where('state', '=', 'granted')
    .execute()
  assert.deepEqual([held, granted], [[], []])
})

test('the key that a card made is wiped where it was received, whether the log-in is let in or refused', async () => {
  const client = makeApiClient(world)
  const card = await world.makePerson('消し忘れのない')
  const right = await prepareLogIn(client, card)
  const bent = { ...(await prepareLogIn(client, card)), signature: base64url.encode(new Uint8Array(256)) }
  const foreign = { ...(await prepareLogIn(client, card)), certificate: base64url.encode(new Uint8Array(300)) }
  for (const [body, status] of [
    [right, 201],
    [bent, 403],
    [foreign, 400],
  ] as const) {
    const wiped = await listWiped(async () =>
      assert.equal((await client.call('POST', '/sessions', body)).status, status),
    )
    assert.ok(countWiped(wiped, card.wrappingKey) >= 1, String(status))
  }
})
