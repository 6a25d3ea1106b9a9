import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openDatabase } from '@madoguchi/db'
import { dayMs } from '@madoguchi/kit'
import { sql } from 'kysely'
import { askAndWait, enter, logInByApi, makeApiClient } from '../testing/test-api-client.fixture.ts'
import { openTestPortal } from '../testing/test-portal.fixture.ts'
import { listJobs } from './sweep.ts'

test('an answer is kept for 30 days and its line for 60, so that it can be asked again; a request goes with its last line', async () => {
  await using world = await openTestPortal()
  await using db = openDatabase<Record<string, never>>({ connection: world.database.runUrl, applicationName: 'test' })
  world.peers.reply = 'answered'
  const card = await world.makePerson('二つの回答')
  const request = await askAndWait(await enter(world, card), ['household'])
  // As an agency would have answered that took ten days longer.
  await sql`
    insert into inquiries
    select (jsonb_populate_record(i, jsonb_build_object('exchange', 'exc_AAAAAAAAAAAAAAAAAAAAAA', 'closed_at', i.closed_at + interval '10 days'))).*
    from inquiries i where request = ${request}`.execute(db.kysely)

  const listStates = async () => {
    const client = makeApiClient(world)
    await logInByApi(client, card)
    const { status, body } = await client.call('GET', `/requests/${request}`)
    if (status !== 200) return body.code
    const { items } = await client.read('Request', `/requests/${request}`)
    return items.map(({ state }) => state).sort()
  }
  async function passDays(days: number) {
    world.clock.advance(days * dayMs)
    await world.portal.sweep()
    return listStates()
  }
  assert.deepEqual(await listStates(), ['answered', 'answered'])
  assert.deepEqual(await passDays(31), ['answered', 'no-longer-kept'])
  assert.deepEqual(await passDays(10), ['no-longer-kept', 'no-longer-kept'])
  const sealed = await sql`select from inquiries where sealed is not null`.execute(db.kysely)
  assert.equal(sealed.rows.length, 0, 'the answers are gone, what is left is their lines')
  assert.deepEqual(await passDays(20), ['no-longer-kept'])
  assert.equal(await passDays(10), 'REQUEST_UNKNOWN')
  const left = await sql`select from requests where request = ${request}`.execute(db.kysely)
  assert.equal(left.rows.length, 0)
})

test('what was not answered, and what was deleted, goes after 30 days, with its request', async () => {
  await using world = await openTestPortal()
  await using db = openDatabase<Record<string, never>>({ connection: world.database.runUrl, applicationName: 'test' })
  const client = await enter(world, await world.makePerson('該当のない人'))
  world.peers.reply = 'no-data'
  await askAndWait(client, ['household'])
  world.peers.reply = 'answered'
  const deleted = await askAndWait(client, ['household'])
  await client.call('DELETE', `/requests/${deleted}`)
  world.clock.advance(31 * dayMs)
  await world.portal.sweep()
  const left = await sql`select from requests r left join inquiries i using (request)`.execute(db.kysely)
  assert.equal(left.rows.length, 0)
})

test('a step that keeps failing stops nothing that comes behind it', async () => {
  await using world = await openTestPortal()
  await using owner = openDatabase<Record<string, never>>({
    connection: world.database.migrateUrl,
    applicationName: 'test',
  })
  await sql`insert into login_challenges (login_hash, challenge, expires_at) values ('\\x00', '\\x00', '2020-01-01')`.execute(
    owner.kysely,
  )
  await sql`alter table dead_letters rename to dead_letters_away`.execute(owner.kysely)
  await assert.rejects(world.portal.sweep(), { code: 'DB_QUERY_FAILED' })
  const { rows } = await sql`select from login_challenges`.execute(owner.kysely)
  assert.equal(rows.length, 0)
  await sql`alter table dead_letters_away rename to dead_letters`.execute(owner.kysely)
  await world.portal.sweep()
})

test('a mail server that hangs holds up nothing but mails: each job of a journey is one of its own', async () => {
  let ended = 0
  const hanging = { jobs: { sendMails: () => new Promise(() => {}) } }
  const sessions = { jobs: { endIdleSessions: async () => void ended++ } }
  const jobs = listJobs([hanging, sessions])
  const { signal } = new AbortController()
  for (const { run } of jobs) void run(signal)
  assert.deepEqual([jobs.map(({ name }) => name), ended], [['send-mails', 'end-idle-sessions'], 1])
})

test('health, metrics and log can call each job of the portal by a name of its own', async () => {
  await using world = await openTestPortal()
  const names = listJobs(world.portal.journeys).map(({ name }) => name)
  assert.equal(new Set(names).size, names.length)
  for (const name of names) assert.match(name, /^[a-z]+(-[a-z]+)*$/)
  assert.ok(names.includes('end-revoked-sessions') && names.length > 10)
})
