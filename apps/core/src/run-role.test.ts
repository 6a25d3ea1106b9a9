import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { EmbeddedServer } from '@madoguchi/db/embedded'
import { openTestServer } from '@madoguchi/db/testing'
import { hex, hourMs, makeId, sha256, utf8 } from '@madoguchi/kit'
import { chainStart } from '@madoguchi/ledger'
import pg from 'pg'
import type { Asked, TestCore } from './open-test-core.fixture.ts'
import { openTestCore, subjectOf } from './open-test-core.fixture.ts'

const denied = '42501'

describe('whoever holds the password that the core runs with (design 8, 3)', () => {
  let server: EmbeddedServer
  let net: TestCore
  let closed: Asked
  let open: Asked
  let alsoOpen: Asked
  let client: pg.Client

  before(async () => {
    server = await openTestServer()
    net = await openTestCore(server)
    const linkCode = await net.assignCode('mihon-shi', subjectOf('taro'))
    await net.assignCode('aoba-shi', subjectOf('taro'))
    closed = await net.ask('mihon-shi', { linkCode })
    await net.answer('aoba-shi', closed, {}, utf8.encode('sealed'))
    open = await net.ask('mihon-shi', { linkCode })
    alsoOpen = await net.ask('mihon-shi', { linkCode })
    await net.grantMandate(subjectOf('taro'))
    client = new pg.Client({ connectionString: net.test.databaseOf('core').runUrl })
    await client.connect()
  })
  after(async () => {
    await client.end()
    await net[Symbol.asyncDispose]()
    await server[Symbol.asyncDispose]()
  })

  /** In a transaction that would be committed. Gives the SQLSTATE, or undefined where it was done. */
  async function attack(...statements: readonly string[]): Promise<string | undefined> {
    try {
      await client.query('begin')
      for (const statement of statements) await client.query(statement)
      const { command } = await client.query('commit')
      return command === 'COMMIT' ? undefined : 'rolled back'
    } catch (error) {
      await client.query('rollback')
      return error instanceof pg.DatabaseError ? error.code : assert.fail(String(error))
    }
  }

  async function snapshot(): Promise<readonly unknown[]> {
    const tables = ['exchanges', 'ledger_entries', 'chains', 'mandates', 'people', 'assigned_codes']
    const rows: unknown[] = []
    for (const table of tables) rows.push((await client.query(`select * from ${table} order by 1, 2`)).rows)
    return rows
  }

  it('changes, removes or hides no line that stands, moves no chain back, and adds none out of turn', async () => {
    const before = await snapshot()
    const of = (asked: Asked) => `where exchange_id = '${asked.exchange}'`
    for (const statement of [
      "update ledger_entries set record = '{}' where entry_id = 1",
      'delete from ledger_entries where entry_id = 1',
      'truncate ledger_entries',
      'alter table ledger_entries add x int',
      'drop table ledger_entries',
      'create trigger t before insert on ledger_entries for each statement execute function suppress_redundant_updates_trigger()',
      "update chains set length = 0, head = decode(repeat('00', 32), 'hex')",
      "update chains set head = decode(repeat('11', 32), 'hex')",
      'update chains set length = length + 1',
      "update chains set length = length + 1, head = decode(repeat('11', 32), 'hex')",
      "update chains set name = 'sealed'",
      'delete from chains',
      "insert into chains select person_id, 'sealed', 7, head from chains",
      'update exchanges set is_hidden = true',
      `update exchanges set asked_hidden = true ${of(closed)}`,
      `update exchanges set asked_hidden = false ${of(open)}`,
      `update exchanges set is_hidden = true ${of(closed)}`,
      `update exchanges set is_hidden = true ${of(open)}`,
      "update exchanges set outcome = 'expired' where outcome is not null",
      `update exchanges set outcome = null, closed_at = null ${of(closed)}`,
      `update exchanges set closed_at = now() ${of(open)}`,
      `update exchanges set reason = 'X' ${of(closed)}`,
      `update exchanges set person_id = '\\x00' ${of(closed)}`,
      `update exchanges set asked_at = now() ${of(closed)}`,
      `update exchanges set facts_version = 2 ${of(closed)}`,
      `update exchanges set provider = 'x', outcome = 'answered', closed_at = now() ${of(open)}`,
      'delete from exchanges',
      'truncate exchanges',
      `insert into exchanges select 'exc_forged', person_id, inquirer, provider, affair, type, basis, null, null, ask_digest,
        asked_at, asked_leaf, not_after, 'answered', null, now(), true from exchanges ${of(closed)}`,
      "insert into ledger_entries (entry_id, exchange_id, kind, record, salt, leaf, leaf_hash) overriding system value values (1, 'x', 'asked', '{}', '', '', '')",
      "select nextval('ledger_entries_entry_id_seq')",
      "select setval('ledger_entries_entry_id_seq', 1)",
      "update mandates set expires_at = expires_at + interval '1 day'",
      'update mandates set ended_at = null',
      'delete from mandates',
      "update people set subject = 'x'",
      'delete from people',
      'delete from assigned_codes',
      "insert into madoguchi_migrations (series, number, name, checksum) values ('core', 99, 'x', 'x')",
      'delete from madoguchi_migrations',
    ])
      assert.equal(await attack(statement), denied, statement)
    // The constraint answers this one: an entry names the exchange whose it is.
    const forged =
      "insert into ledger_entries (exchange_id, kind, record, salt, leaf, leaf_hash) values ('exc_forged', 'asked', '{}', '', '', '')"
    assert.equal(await attack(forged), '23514')
    assert.deepEqual(await snapshot(), before)
  })

  it('closes nothing that the ledger does not have as closed, in the chain that the exchange says', async () => {
    const before = await snapshot()
    const close = (isHidden: boolean) =>
      `update exchanges set outcome = 'expired', closed_at = now(), is_hidden = ${isHidden} where exchange_id = '${open.exchange}'`
    assert.equal(await attack(close(true)), denied)
    assert.equal(await attack(close(false)), denied)
    assert.equal(
      await attack(close(true), enter(open, await endOf(open))),
      denied,
      'hidden in the exchange, open in the ledger',
    )
    assert.deepEqual(await snapshot(), before)
  })

  it('moves no chain but by the entries that join it, each at its end: none is skipped, put beside another, or said of somebody else', async () => {
    const before = await snapshot()
    const end = await endOf(open)
    assert.equal(end.index, 1)
    for (const [what, link] of [
      ['a link that is not there yet', { ...end, index: end.index + 1 }],
      ['beside the newest', { name: 'open', index: 0, previous: chainStart }],
      ['behind something else', { ...end, previous: 'ab'.repeat(32) }],
      ['a chain that was not begun', { name: 'sealed', index: 0, previous: chainStart }],
      ['no chain', undefined],
    ] as const)
      assert.equal(await attack(enter(open, link)), denied, what)
    assert.equal(await attack(enter({ exchange: makeId('exc') }, end)), denied, 'an exchange that is not there')
    assert.equal(await attack(enter(open, end).replace('sha256', 'sha512')), '23514', 'a hash of something else')
    // Two links of one statement: the second stands behind the first, and not behind something else or nothing.
    const leafHash = sha256(Uint8Array.of(0), Uint8Array.of(1))
    const after = { name: 'open', index: end.index + 1, previous: hex.encode(leafHash) }
    const both = (link: Link) => `${enter(open, end)}, ${enter(alsoOpen, link).replace(/.*values/s, '')}`
    assert.equal(await attack(both(after), 'rollback'), undefined, 'so they would be taken')
    for (const link of [{ ...after, previous: end.previous }, { ...after, index: end.index + 2 }, end])
      assert.equal(await attack(both(link)), denied)
    // With a true entry beside it, too.
    for (const statement of [
      `update chains set length = length + 1, head = sha256('x')`,
      `update chains set length = length - 1, head = '\\x${chainStart}'`,
    ])
      assert.equal(await attack(enter(open, end), statement), denied, statement)
    // One that is there already brings nothing, and what it claims to join does not move.
    assert.equal(await attack(`${enter(closed, end)} on conflict do nothing`), undefined)
    // Nor does one of somebody else's exchange: it is their chain that it would have to join.
    const linkCode = await net.assignCode('mihon-shi', subjectOf('midori'))
    await net.assignCode('aoba-shi', subjectOf('midori'))
    const theirs = await net.ask('mihon-shi', { linkCode })
    assert.equal(await attack(enter(theirs, end)), denied)
    assert.deepEqual(await endOf(open), end)
    const chains = (rows: readonly unknown[]) => rows[2]
    assert.deepEqual(chains(await snapshot()), chains(before))
  })

  type Link = { readonly name: string; readonly index: number; readonly previous: string }

  /** Where the next entry of a person's open chain would go. */
  async function endOf({ exchange }: { exchange: string }): Promise<Link> {
    const { rows } = await client.query(
      `select c.length, encode(c.head, 'hex') as head from chains c join exchanges e using (person_id)
       where e.exchange_id = $1 and c.name = 'open'`,
      [exchange],
    )
    return { name: 'open', index: rows[0].length, previous: rows[0].head }
  }

  /** An entry that says so, with a leaf of the right shape. */
  function enter({ exchange }: { exchange: string }, chain: Link | undefined): string {
    const record = JSON.stringify({ kind: 'closed', exchange, ...(chain === undefined ? {} : { chain }) })
    return `insert into ledger_entries (exchange_id, kind, record, salt, leaf, leaf_hash)
      values ('${exchange}', 'closed', '${record}', '', '\\x01', sha256('\\x0001'))`
  }

  it('puts nothing in the way of the tables, and reaches nothing outside of them', async () => {
    for (const statement of [
      'create table x (a int)',
      'create temp table ledger_entries (like public.ledger_entries)',
      'create schema x',
      'create function f() returns int language sql as $$ select 1 $$',
      'alter table exchanges disable trigger all',
      'drop trigger exchanges_close_once on exchanges',
      'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
      "set session_replication_role = 'replica'",
      'set role core_owner',
      "select pg_read_file('/etc/passwd')",
      "copy people to program 'id'",
      'select count(*) from pg_catalog.pg_authid',
      'select lo_create(0)',
    ])
      assert.equal(await attack(statement), denied, statement)
    const { rowCount } = await client.query("select setting from pg_settings where name = 'data_directory'")
    assert.equal(rowCount, 0)
  })

  it('still does what the core does: asks, closes once, hidden or not, ends mandates', async () => {
    const linkCode = await net.assignCode('mihon-shi', subjectOf('jiro'))
    await net.assignCode('aoba-shi', subjectOf('jiro'))
    for (const hideRecord of [false, true]) {
      const asked = await net.ask('mihon-shi', { linkCode, exchange: makeId('exc') })
      await net.answer('aoba-shi', asked, { hideRecord })
      assert.equal(net.closedOf('mihon-shi', asked.exchange)?.outcome, 'no-data')
    }
    await net.ask('mihon-shi', { linkCode, livesMs: 1 })
    net.test.clock.advance(2 * hourMs)
    assert.equal(await net.core.expire(), 1)
    assert.deepEqual(net.logged, [])
  })
})
