import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listAgencySeries, makeMunicipality } from '@madoguchi/agency'
import { coreSeries } from '@madoguchi/core'
import { createPartyDatabase, migrate } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { getAgencyId } from '@madoguchi/facts'
import { portalSeries } from '@madoguchi/portal'
import { registrySeries } from '@madoguchi/registry'
import { readRepository } from '../tidy/repository.ts'
import { judgeTypes } from './tables/judge-types.ts'
import type { NamedColumn } from './tables/judge-words.ts'
import { judgeWords } from './tables/judge-words.ts'
import type { Column } from './tables/list-columns.ts'
import { listColumns } from './tables/list-columns.ts'
import { readTableTypes } from './tables/read-table-types.ts'

// What a connector makes is its own: it is read and written in SQL only.
const agencySeries = listAgencySeries(makeMunicipality(getAgencyId('some-city'))).filter(
  ({ name }) => name !== 'municipality',
)
const series = { core: coreSeries, registry: registrySeries, portal: portalSeries, agency: agencySeries }
const imports = [
  ...['Core', 'Registry', 'Agency'].map(
    (name) => `import type { ${name}Tables } from '@root/apps/${name.toLowerCase()}/src/tables.ts'`,
  ),
  "import type { PortalTables } from '@root/apps/portal/src/shell/tables.ts'",
  // What each journey adds to it.
  ...readRepository()
    .filter(({ path }) => /^apps\/portal\/.*\/tables\.ts$/.test(path))
    .map(({ path }) => `import '@root/${path}'`),
]
const sources = readRepository().filter(({ path }) => /^(apps|packages)\/.*[/-]tables\.ts$/.test(path))

test('what each program’s tables.ts says of a column is what its migrations make: type, null, default, words', async () => {
  await using server = await openTestServer()
  const lies: string[] = []
  const named: NamedColumn[] = []
  for (const [party, own] of Object.entries(series)) {
    const { migrateUrl } = await createPartyDatabase({ server, party })
    await migrate({ connection: migrateUrl, series: own })
    const texts = sources.filter(
      ({ path }) => path.startsWith(`apps/${party}/`) || path.startsWith('packages/delivery/'),
    )
    const columns = await listColumns(migrateUrl)
    assert.ok(columns.length > 20, `${party}: ${columns.length} columns`)
    const types = readTableTypes(texts.map(({ text }) => text))
    lies.push(...judgeTypes(types, columns).map((lie) => `${party}: ${lie}`))
    const all = `${party.replace(/^./, (letter) => letter.toUpperCase())}Tables`
    for (const { table, name, only } of columns)
      if (
        only !== null &&
        /^[A-Z]\w+$/.test(
          types
            .get(table)
            ?.get(name)
            ?.replace(/ \| null$/, '') ?? '',
        )
      )
        named.push({ type: `${all}['${table}']['${name}']`, only })
  }
  assert.deepEqual(lies, [])
  assert.ok(named.length > 0)
  assert.deepEqual(await judgeWords(imports, named), [])
})

test('the check itself: a name that stands for a word too many, or one too few, is found', async () => {
  const own = ["type Ten = { t: { state: 'asking' | 'gone' | null; kind: Kind } }; type Kind = 'a' | 'b'"]
  const judge = (column: string, only: readonly string[]) => judgeWords(own, [{ type: `Ten['t']['${column}']`, only }])
  assert.deepEqual(await judge('state', ['asking', 'gone']), [])
  assert.match((await judge('state', ['asking'])).join(), /^Ten\['t'\]\['state'\].*invents.*"gone"/)
  assert.match((await judge('kind', ['a', 'b', 'c'])).join(), /^Ten\['t'\]\['kind'\].*lacks.*"c"/)
})

test('the check itself: each lie is found, and the truth is not one', () => {
  const column: Column = { table: 't', name: 'c', type: 'text', isNullable: false, hasDefault: false, only: null }
  const judge = (type: string, like: Partial<Column> = {}) =>
    judgeTypes(readTableTypes([`export type XTables = YTables & {\n  t: { ${type} }\n}\n`]), [{ ...column, ...like }])
  const bad: (readonly [string, Partial<Column>?])[] = [
    ['c: string | null'],
    ['c: string', { isNullable: true }],
    ['c: number'],
    ['c: Date', { type: 'date' }],
    ['c: string', { type: 'int8' }],
    ['c: Generated<string>'],
    ["c: 'a' | 'b'", { only: ['a', 'b', 'c'] }],
    ['c: string[]', { type: '_int4' }],
  ]
  for (const [type, like] of bad) assert.equal(judge(type, like).length, 1, type)
  assert.deepEqual(judge('d: string'), ['t.d: no such column', 't.c: has no type'])
  assert.deepEqual(judgeTypes(new Map(), [column]), ['t: has no type'])
  assert.deepEqual(judgeTypes(readTableTypes(['interface XTables {\n  t: { c: string }\n}\n']), []), [
    't: no such table',
  ])
  const good: (readonly [string, Partial<Column>?])[] = [
    ['c: string'],
    ['/** a | null */\n c: MailKind | null', { isNullable: true }],
    ["c:\n | 'a'\n | 'b'", { only: ['a', 'b'] }],
    ['c: Generated<number>', { type: 'int4', hasDefault: true }],
    ['c: Generated<Date | null>', { type: 'timestamptz', isNullable: true }],
    ['c: unknown', { type: 'jsonb', isNullable: true }],
  ]
  for (const [type, like] of good) assert.deepEqual(judge(type, like), [], type)
})
