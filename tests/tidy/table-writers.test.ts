import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isTestFile } from './import-table.ts'
import { readRepository, sourcesOf } from './repository.ts'
import { readsOf, tablesOf, tablesSaidIn, writesOf, writtenBy } from './table-writers.ts'

const files = readRepository()
const tables = tablesOf(files)
const writes = writesOf(sourcesOf(files), tables)

test('each table is written by one file: whoever wants another’s row changed calls the other’s function', () => {
  assert.deepEqual(
    [...writes].filter(([, paths]) => paths.length > 1),
    [],
  )
})

test('a table of the portal is written by the journey that says so, and by no other; what all share, by the shell', () => {
  const folderOf = (path: string) => /^apps\/portal\/src\/([\w-]+)\//.exec(path)?.[1] ?? path
  const said = files.flatMap(({ path, text }) =>
    /^apps\/portal\/src\/[\w-]+\/journey\.ts$/.test(path)
      ? tablesSaidIn(text).map((table) => [table, folderOf(path).replace(/^app$/, 'shell')] as const)
      : [],
  )
  const written = [...writes].flatMap(([table, paths]) =>
    table.startsWith('apps/portal ')
      ? [...new Set(paths.map(folderOf))].map((folder) => [table.slice('apps/portal '.length), folder] as const)
      : [],
  )
  const inOrder = (lines: readonly (readonly string[])[]) => lines.map((line) => line.join(' by ')).sort()
  assert.ok(said.length > 15)
  assert.deepEqual(inOrder(said), inOrder(written))
})

test('a journey gives another its data by a function, never as its table', () => {
  const owners = new Map(
    files.flatMap(({ path, text }) => {
      const folder = /^apps\/portal\/src\/([\w-]+)\/journey\.ts$/.exec(path)?.[1]
      // What `app` names is there for all.
      return folder === undefined || folder === 'app' ? [] : tablesSaidIn(text).map((table) => [table, folder] as const)
    }),
  )
  const names = new Set(owners.keys())
  const foreign = sourcesOf(files).flatMap((file) => {
    const [, folder] = /^apps\/portal\/src\/([\w-]+)\//.exec(file.path) ?? []
    if (folder === undefined || folder === 'testing' || isTestFile(file.path)) return []
    return readsOf(file, names)
      .filter((table) => owners.get(table) !== folder)
      .map((table) => `${file.path} reads ${table}`)
  })
  assert.ok(names.size > 15)
  assert.deepEqual(foreign, [])
})

test('the check itself: a table is found where it is selected from or joined, and a word in a sentence is not', () => {
  const [file] = sourcesOf([
    {
      path: 'apps/portal/src/history/example.ts',
      text: [
        "db.selectFrom('inquiries as i')",
        'sql`select 1 from x join sessions s on true`',
        '// from accounts',
        "'requests'",
      ].join('\n'),
    },
  ])
  assert.ok(file !== undefined)
  const known = new Set(['inquiries', 'sessions', 'accounts', 'requests'])
  assert.deepEqual(readsOf(file, known), ['inquiries', 'sessions'])
  for (const text of [
    "db.selectFrom(['chains', 'accounts as a'])",
    'db.selectFrom(`accounts`)',
    "db.selectFrom<'accounts'>('accounts')",
    "db.selectFrom('chains').crossJoin('accounts')",
    "db.updateTable('chains').from('accounts')",
    'sql`select 1 from chains c, accounts a where true`',
    'sql`select 1 from public.accounts`',
    'sql`select 1 from chains join "public"."accounts" on true`',
  ]) {
    const [other] = sourcesOf([{ path: 'apps/portal/src/history/example.ts', text }])
    assert.deepEqual(other && readsOf(other, known), ['accounts'], text)
  }
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
    'sql`update public.people set a = 1`',
    'sql`insert into "public"."people" select 1`',
    "db.deleteFrom<'people'>('people')",
    'db.deleteFrom(`people`)',
    "sql.raw('delete from people')",
    'sql`update people /* all */ p set a = 1`',
    'sql`update people -- all\n p set a = 1`',
    "updateTable('people')",
  ])
    assert.deepEqual(written(text), ['people'], text)
  assert.deepEqual(written("client.query('truncate people, chains')"), ['people', 'chains'])
  assert.deepEqual(written(['sql`insert into $', '{table} select 1`'].join('')), ['?'])
  for (const text of [
    'db.insertInto(table)',
    "sql.raw('delete from ' + table)",
    'sql.raw(made)',
    'sql.table(name)',
    'const { updateTable } = db',
    "query('delete from ' + table)",
  ])
    assert.deepEqual(written(text), ['?'], text)
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
