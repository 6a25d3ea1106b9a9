import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRepository, sourcesOf } from './repository.ts'
import { tablesOf, writesOf, writtenBy } from './table-writers.ts'

const files = readRepository()
const tables = tablesOf(files)
const writes = writesOf(sourcesOf(files), tables)

/**
 * Tables of the portal that more than one of its journeys writes, with those that write it. This list gets shorter, and
 * nothing else: a journey that wants another's row changed calls the other's function.
 */
const byJourneys: Readonly<Record<string, readonly string[]>> = {
  'apps/portal accounts': ['account', 'log-in', 'session'],
  'apps/portal limit_counts': ['app', 'shell'],
}

/** Tables of the others that more than one file writes, each with why. This list gets shorter, and nothing else. */
const byFiles: Readonly<Record<string, readonly string[]>> = {
  // The operator of the portal takes up again, or wipes, what could not be delivered: `delivery` has no function for it yet.
  'packages/delivery dead_letters': [
    'apps/portal/src/operator/dead-letters.ts',
    'apps/portal/src/operator/wipe-dead-letters.ts',
    'packages/delivery/src/outbox.ts',
  ],
  'packages/delivery outbox': ['apps/portal/src/operator/dead-letters.ts', 'packages/delivery/src/outbox.ts'],
}

const several = (writers: Iterable<readonly [string, readonly string[]]>) =>
  Object.fromEntries([...writers].filter(([, rooms]) => rooms.length > 1).sort(([a], [b]) => (a < b ? -1 : 1)))

test('each table of the portal is written by one of its journeys', () => {
  const own = [...writes].filter(([table]) => table.startsWith('apps/portal '))
  const journeyOf = (path: string) => /^apps\/portal\/src\/([\w-]+)\//.exec(path)?.[1] ?? path
  const byRoom = own.map(([table, paths]) => [table, [...new Set(paths.map(journeyOf))].sort()] as const)
  assert.deepEqual(several(byRoom), byJourneys)
})

test('each other table is written by one file', () => {
  const others = [...writes].filter(([table]) => !table.startsWith('apps/portal '))
  assert.deepEqual(several(others), byFiles)
})

test('each table has somebody who writes it, and nobody writes a table whose name is put together when it runs', () => {
  const all = [...tables].flatMap(([maker, names]) => [...names].map((name) => `${maker} ${name}`))
  assert.ok(all.length > 50, `${all.length} tables`)
  assert.deepEqual(
    all.filter((table) => !writes.has(table)),
    [],
  )
  assert.deepEqual(
    [...writes].filter(([table]) => table.endsWith(' ?')),
    [],
  )
})

test('the check itself: each way to write a table is found, and what only reads or locks is not', () => {
  const written = (text: string) => {
    const [file] = sourcesOf([{ path: 'apps/core/src/example.ts', text }])
    assert.ok(file !== undefined)
    return writtenBy(file)
  }
  for (const text of [
    "db.insertInto('people').values({})",
    "db\n  .updateTable(\n    'people as p')",
    "tx.deleteFrom('people')",
    'sql`insert into people (a) values (1)`',
    'sql`with gone as (delete from people where a returning *) select 1`',
    'sql`with t as (select 1), u as (\n  update people p\n  set a = 1) select 1`',
    'sql`UPDATE only people SET a = 1`',
    'sql`update people as p set a = 1 from t`',
    'sql`merge into people using t on a = b when matched then delete`',
    "client.query('truncate table people')",
    'sql`copy people (a, b) from stdin`',
    'sql`insert into "people" select 1`',
  ])
    assert.deepEqual(written(text), ['people'], text)
  assert.deepEqual(written("client.query('truncate people, chains')"), ['people', 'chains'])
  assert.deepEqual(written(['sql`insert into $', '{table} select 1`'].join('')), ['?'])
  assert.deepEqual(written('db.insertInto(table)'), ['?'])
  for (const text of [
    'sql`select * from people for update of people`',
    'sql`select * from people for no key update skip locked`',
    'sql`select 1 from t on conflict (a) do update set a = 2`',
    "db.selectFrom('people')",
    '// insert into people',
    '/* delete from people */',
  ])
    assert.deepEqual(written(text), [], text)
})
