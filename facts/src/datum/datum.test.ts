import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Field, Layout } from '../index.ts'
import { describeDatum, getAgencyId, parseDatum, unset } from '../index.ts'
import { getSandboxLayout, openSandboxFacts } from '../sandbox.ts'

const facts = openSandboxFacts({ now: () => new Date('2026-11-22T03:00:00Z') })
const layouts = facts.listTypes().flatMap(({ id: type, layouts }) => layouts.map((layout) => ({ type, layout })))

const isoDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

function arbitraryValue(field: Field): fc.Arbitrary<unknown> {
  const missing = fc.constantFrom(unset, { missing: 'not-covered' as const })
  switch (field.kind) {
    case 'yen':
      return fc.oneof(fc.integer(), missing)
    case 'integer':
      return fc.oneof(fc.nat(99), missing)
    case 'year':
      return fc.oneof(fc.integer({ min: 1900, max: 2100 }), missing)
    case 'boolean':
      return fc.oneof(fc.boolean(), missing)
    case 'date':
      return fc.oneof(isoDate, missing)
    case 'month':
      return fc.oneof(
        isoDate.map((date) => date.slice(0, 7)),
        missing,
      )
    case 'code':
      return fc.oneof(fc.constantFrom(...Object.keys(field.codes)), missing)
    case 'text':
      return fc.oneof(fc.constantFrom('髙橋 花子', '辻󠄀', '👪', '12345678'), missing)
  }
}

const arbitraryDatum = fc.constantFrom(...layouts).chain(({ type, layout }) =>
  fc.record({
    type: fc.constant(type),
    layout: fc.constant(layout.version),
    asOf: isoDate,
    source: fc.constantFrom(...['some-city', 'some-insurer', 'a-22'].map(getAgencyId)),
    records: arbitraryRecords(layout),
  }),
)

function arbitraryRecords(layout: Layout) {
  const key = layout.recordKey === 'serial' ? fc.integer({ min: 1, max: 60 }) : fc.integer({ min: 1990, max: 2030 })
  const values = fc.record(Object.fromEntries(layout.fields.map((field) => [field.id, arbitraryValue(field)])))
  return fc.uniqueArray(fc.record({ key: key.map(String), values }), {
    minLength: 1,
    maxLength: 5,
    selector: (record) => record.key,
  })
}

function makeTaxDatum() {
  const layout = getSandboxLayout('local-tax', '2026-11-22')
  const zero = Object.fromEntries(
    layout.fields.map(({ id, kind }) => [id, kind === 'yen' || kind === 'integer' ? 0 : unset]),
  )
  const values: Record<string, unknown> = {
    ...zero,
    incomeYear: 2025,
    taxYear: 2026,
    salaryRevenue: 4_321_000,
    taxation: '3',
  }
  return {
    type: 'local-tax',
    layout: layout.version,
    asOf: '2026-11-22',
    source: 'mihon-shi',
    records: [{ key: '2026', values }],
  }
}

test('whatever fills a layout is accepted, unchanged, and every field becomes a row of text', () => {
  fc.assert(
    fc.property(arbitraryDatum, (datum) => {
      const verdict = parseDatum(JSON.parse(JSON.stringify(datum)), facts)
      assert.ok(verdict.ok)
      assert.deepEqual(verdict.value, structuredClone(datum))
      const rows = describeDatum(verdict.value, facts).groups.flatMap((group) => group.rows)
      const layout = layouts.find((l) => l.type === datum.type && l.layout.version === datum.layout)?.layout
      assert.equal(rows.length, (layout?.fields.length ?? 0) * datum.records.length)
      assert.ok(
        rows.every((row) => row.text.length > 0 && !row.text.includes('undefined') && !row.text.includes('NaN')),
      )
    }),
    { numRuns: 60 },
  )
})

test('any value at all gets a verdict and never an exception', () => {
  fc.assert(fc.property(fc.anything(), (value) => parseDatum(value, facts).ok === false))
  fc.assert(
    fc.property(fc.jsonValue(), (records) => {
      parseDatum({ ...makeTaxDatum(), records }, facts)
    }),
  )
})

test('refuses an unknown field, a field left out and a value of the wrong kind, and names the field only', () => {
  const changes: [string, unknown][] = [
    ['myNumber', 1],
    ['salaryRevenue', undefined],
    ['salaryRevenue', '4321000'],
    ['salaryRevenue', 1.5],
    ['salaryRevenue', null],
    ['taxation', 3],
    ['taxation', 'toString'],
    ['correctedOn', '2026-02-30'],
    ['correctedOn', { missing: 'whatever' }],
  ]
  for (const [field, value] of changes) {
    const datum = makeTaxDatum()
    const [record] = datum.records
    assert.ok(record)
    if (value === undefined) delete record.values[field]
    else record.values[field] = value
    const verdict = parseDatum(datum, facts)
    assert.equal(verdict.ok, false)
    assert.ok(!verdict.ok && verdict.code === 'DATUM_INVALID' && ['records', field].includes(String(verdict.facts.at)))
    assert.ok(!JSON.stringify(verdict).includes('4321000'))
  }
})

test('refuses what has no layout yet, what is too long, and a text that turns the reading direction', () => {
  const datum = makeTaxDatum()
  const codeOf = (value: unknown) => {
    const verdict = parseDatum(value, facts)
    return verdict.ok ? 'ok' : verdict.code
  }
  assert.equal(codeOf(datum), 'ok')
  assert.equal(codeOf({ ...datum, type: 'medication' }), 'DATUM_TYPE_HAS_NO_LAYOUT')
  assert.equal(codeOf({ ...datum, type: 'constructor' }), 'DATUM_TYPE_UNKNOWN')
  assert.equal(codeOf({ ...datum, layout: '1999-01' }), 'DATUM_LAYOUT_UNKNOWN')
  assert.equal(codeOf({ ...datum, records: Array(61).fill(datum.records[0]) }), 'DATUM_TOO_LARGE')
  assert.equal(codeOf({ ...datum, records: [] }), 'DATUM_INVALID')
  assert.equal(codeOf({ ...datum, records: [datum.records[0], datum.records[0]] }), 'DATUM_INVALID')
  assert.equal(codeOf({ ...datum, asOf: '2026-11-00' }), 'DATUM_INVALID')
  const layout = getSandboxLayout('household', '2026-11-22')
  const values = Object.fromEntries(layout.fields.map(({ id }) => [id, unset]))
  for (const members of ['a\u202eb', 'a\nb', '\ud800', 'x'.repeat(301)]) {
    const records = [{ key: '1', values: { ...values, members } }]
    assert.equal(codeOf({ ...datum, type: 'household', layout: layout.version, records }), 'DATUM_INVALID')
  }
})

test('a person reads yen with commas, both calendars, words for codes, and never takes missing for zero', () => {
  const verdict = parseDatum(makeTaxDatum(), facts)
  assert.ok(verdict.ok)
  const described = describeDatum(verdict.value, facts, 'みほん市')
  const textOf = (id: string) => described.groups.flatMap((g) => g.rows).find((row) => row.fieldId === id)?.text
  assert.equal(described.sourceName, 'みほん市')
  assert.equal(described.asOfText, '2026年11月22日(令和8年)')
  assert.equal(described.groups[0]?.recordHeading, '2026年度(令和8年度)')
  assert.equal(textOf('salaryRevenue'), '4,321,000円')
  assert.equal(textOf('medicalExpenseDeduction'), '0円')
  assert.equal(textOf('correctedOn'), '設定されていません')
  assert.equal(textOf('taxation'), '課税')
})
