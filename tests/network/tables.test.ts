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
import type { Column } from './tables/list-columns.ts'
import { listColumns } from './tables/list-columns.ts'
import { readTableTypes } from './tables/read-table-types.ts'

// What a connector makes is its own: it is read and written in SQL only.
const agencySeries = listAgencySeries(makeMunicipality(getAgencyId('some-city'))).filter(
  ({ name }) => name !== 'municipality',
)
const series = { core: coreSeries, registry: registrySeries, portal: portalSeries, agency: agencySeries }
const sources = readRepository().filter(({ path }) => /^(apps|packages)\/.*\/tables\.ts$/.test(path))

test('what each program’s tables.ts says of a column is what its migrations make: type, null, default, words', async () => {
  await using server = await openTestServer()
  const lies: string[] = []
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
  }
  assert.deepEqual(lies, [])
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
