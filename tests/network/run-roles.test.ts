import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { PartyName } from '@madoguchi/nation'
import pg from 'pg'
import { openNation } from './open-nation.ts'

let nation: Awaited<ReturnType<typeof openNation>>
before(async () => {
  nation = await openNation()
})
after(() => nation[Symbol.asyncDispose]())

/** What the role that a party's program runs with is told: the SQLSTATE, or how many rows it changed. Nothing of it stays. */
async function tryAs(party: PartyName, statement: string, prepare?: string): Promise<string | number> {
  const client = new pg.Client({ connectionString: nation.databaseOf(party).runUrl })
  await client.connect()
  try {
    await client.query('begin')
    if (prepare !== undefined) await client.query(prepare)
    return (await client.query(statement)).rowCount ?? 0
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.code ?? '') : assert.fail(String(error))
  } finally {
    await client.query('rollback')
    await client.end()
  }
}

async function countRows(party: PartyName, from: string): Promise<number> {
  return Number(await tryAs(party, `select from ${from}`))
}

const denied = '42501'

test('whoever holds the registry’s password takes no revocation back and forgets no statement that a mandate was made of', async () => {
  assert.ok((await countRows('registry', 'certificates')) > 0)
  const revoke = "update certificates set revoked_at = now(), revocation_reason = 'keyCompromise'"
  assert.ok(Number(await tryAs('registry', revoke)) > 0, 'to revoke is its work')
  for (const statement of [
    'update certificates set revoked_at = null, revocation_reason = null',
    "update certificates set revocation_reason = 'superseded'",
    "update certificates set revoked_at = now() + interval '1 day'",
    'update certificates set not_after = now()',
    "update certificates set resident_code = '00000000000'",
    'delete from certificates',
    'delete from presentations',
    'update presentations set presented_at = now()',
    "update residents set name = 'x'",
    "select setval('crl_number', 1)",
  ])
    assert.equal(await tryAs('registry', statement, revoke), denied, statement)
})

test('whoever holds an agency’s password changes nothing of what it was asked, what it asked, and how that ended', async () => {
  assert.ok((await countRows('mihon-kenpo', "provisions where state = 'answered'")) > 0)
  assert.ok((await countRows('mihon-shi', 'inquiries where closed_at is not null')) > 0)
  for (const [party, statement] of [
    ['mihon-kenpo', "update provisions set outcome = 'refused'"],
    ['mihon-kenpo', "update provisions set state = 'held'"],
    ['mihon-kenpo', "update provisions set inquirer = 'x'"],
    ['mihon-kenpo', 'delete from provisions'],
    ['mihon-shi', "update inquiries set outcome = 'refused'"],
    ['mihon-shi', 'update inquiries set datum = null'],
    ['mihon-shi', 'update inquiries set closed_at = null'],
    ['mihon-shi', "update inquiries set provider = 'x'"],
    ['mihon-shi', 'delete from inquiries'],
  ] as const)
    assert.equal(await tryAs(party, statement), denied, statement)
})

test('whoever holds the portal’s password changes nothing of what its operator did and told', async () => {
  const told = `insert into operator_actions (at, by_whom, what) values (now(), 'x', 'notice-made');
    insert into notices values ('n', 'x', now(), now(), false, now())`
  const ended = `${told}; update notices set ended_at = now()`
  for (const [statement, prepare] of [
    ["update operator_actions set by_whom = 'y'", told],
    ['delete from operator_actions', told],
    [
      "insert into operator_actions (action, at, by_whom, what) overriding system value values (1, now(), 'x', 'x')",
      told,
    ],
    ["update notices set text = 'y'", told],
    ['update notices set ended_at = null', ended],
    ["update notices set ended_at = now() + interval '1 day'", ended],
    ['delete from notices', told],
    ["update activities set event = 'x'", told],
    ["update settings set value = ''", told],
  ] as const)
    assert.equal(await tryAs('portal', statement, prepare), denied, statement)
})

test('no party’s password reaches the owner, the system, another table in the way, or what says which migrations ran', async () => {
  for (const party of nation.partyNames) {
    const run = new URL(nation.databaseOf(party).runUrl).username
    for (const statement of [
      `set role ${run.replace(/_run$/, '_owner')}`,
      'create table x (a int)',
      'create temp table outbox (a int)',
      "select pg_read_file('/etc/passwd')",
      'select lo_create(0)',
      'delete from madoguchi_migrations',
      'update madoguchi_migrations set number = 0',
    ])
      assert.equal(await tryAs(party, statement), denied, `${party}: ${statement}`)
  }
})
