import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Datum } from '@madoguchi/facts'
import { describeDatum, parseDatum } from '@madoguchi/facts'
import { getSandboxLayout, openSandboxFacts } from '@madoguchi/facts/sandbox'
import { systemClock } from '@madoguchi/kit'
import { anyReader } from '../shell/words.ts'
import { compareRecords, findTrend } from './compare-records.ts'
import { makeAnswerDocument } from './make-document.ts'

const facts = openSandboxFacts(systemClock)
const layout = getSandboxLayout('local-tax', '2026-11-30')

/** An answer with such a datum, as far as a page compares its years. */
function describe(datum: Datum, agency?: string) {
  return { layout, described: describeDatum(datum, facts, agency) }
}

/** Local tax of some years; every field unset but the total income, and one deduction in 2026 only. */
function makeTax(incomes: Readonly<Record<string, number | { missing: 'unset' }>>): Datum {
  const datum = parseDatum(
    {
      type: 'local-tax',
      layout: '2026-06',
      asOf: '2026-06-01',
      source: 'mihon-shi',
      records: Object.entries(incomes).map(([key, totalIncomeAmount]) => ({
        key,
        values: {
          ...Object.fromEntries(layout.fields.map(({ id }) => [id, { missing: 'unset' }])),
          totalIncomeAmount,
          spouseDeduction: key === '2026' ? 330_000 : 0,
        },
      })),
    },
    facts,
  )
  assert.ok(datum.ok)
  return datum.value
}

test('the newest year stands first, with the year before beside it', () => {
  const datum = makeTax({ '2024': 100, '2025': 200, '2026': 300 })
  const groups = compareRecords(describe(datum))
  assert.ok(groups.every((group) => group.recordKey === '2026' && group.beforeHeading === '2025年度(令和7年度)'))
  const rows = groups.flatMap(({ rows }) => rows)
  const income = rows.find(({ row }) => row.fieldId === 'totalIncomeAmount')
  assert.deepEqual([income?.row.text, income?.before?.text, income?.isEmpty], ['300円', '200円', false])
  assert.equal(rows.find(({ row }) => row.fieldId === 'spouseDeduction')?.isEmpty, false)
  assert.equal(rows.find(({ row }) => row.fieldId === 'farmIncome')?.isEmpty, true)
})

test('one year alone has nothing beside it and no trend', () => {
  const datum = makeTax({ '2026': 300 })
  assert.ok(compareRecords(describe(datum)).every(({ beforeHeading }) => beforeHeading === undefined))
  assert.equal(findTrend(describe(datum)), undefined)
})

test('a trend compares the years that have the sum, and leaves out a loss', () => {
  const datum = makeTax({ '2026': 150, '2025': 200, '2024': -5, '2023': { missing: 'unset' } })
  const trend = findTrend(describe(datum))
  assert.deepEqual(
    [trend?.label, trend?.bars.map(({ value }) => value), trend?.difference],
    ['合計所得金額', [200, 150], -50],
  )
})

test('a file has the years newest first, and several answers in one file say whose each is', () => {
  const datum = makeTax({ '2025': 200, '2026': 300 })
  const told = describe(datum, 'みほん市')
  const agency = { id: 'mihon-shi', name: 'みほん市' }
  const answer = { exchange: 'exc', provider: 'mihon-shi', agency, arrivedAt: new Date(0), datum, ...told }
  const common = {
    operator: 'みほん',
    holder: undefined,
    requestedAt: new Date(0),
    reference: 'exc',
    reader: anyReader,
  }
  const one = makeAnswerDocument({ answers: [answer], ...common })
  assert.match(one.sections[0]?.heading ?? '', /^2026年度/)
  assert.match(one.sections.at(-1)?.heading ?? '', /^2025年度/)
  const two = makeAnswerDocument({ answers: [answer, answer], ...common })
  assert.match(two.sections[0]?.heading ?? '', /^所得と住民税 2026年度/)
  assert.match(two.sections[0]?.note ?? '', /みほん市が持つ、2026年6月1日/)
})
