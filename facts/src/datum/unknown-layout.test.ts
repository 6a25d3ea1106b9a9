import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { describeDatum, nameAffair, nameType, parseDatum, readDatum } from '../index.ts'
import { openSandboxFacts } from '../sandbox.ts'
import { datumLimits } from './layout-schema.ts'

const facts = openSandboxFacts({ now: () => new Date('2026-11-22T03:00:00Z') })

function makeDatum(changes: object = {}) {
  const values = { seats: 2, isOpen: true, note: 'こぐま組', since: { missing: 'unset' } }
  const records = [{ key: '2027', values }]
  return { type: 'nursery-place', layout: '2027-01', asOf: '2027-01-04', source: 'some-city', records, ...changes }
}

test('an answer of a type that came with newer facts is shown as it came, by its id, and says that its names are not here', () => {
  assert.equal(parseDatum(makeDatum(), facts).ok, false, 'a provider has none to answer by')
  const read = readDatum(makeDatum(), facts)
  assert.ok(read.ok)
  const { plainName, typeName, description, groups } = describeDatum(read.value, facts, 'ある市')
  assert.deepEqual([typeName, plainName], ['nursery-place', 'nursery-place(名前はまだここに届いていません)'])
  assert.match(description, /レイアウト 2027-01\)がまだここに届いていないため、機関から届いたままの形で/)
  assert.deepEqual(
    groups.map(({ recordHeading, rows }) => [recordHeading, rows.map(({ label, text }) => `${label} ${text}`)]),
    [['記録 2027', ['seats 2', 'isOpen はい', 'note こぐま組', 'since 設定されていません']]],
  )
})

test('an answer in a newer layout of a type that is known keeps the name of the type', () => {
  const read = readDatum(makeDatum({ type: 'local-tax', layout: '2031-06' }), facts)
  assert.ok(read.ok)
  const { plainName, description } = describeDatum(read.value, facts)
  assert.equal(plainName, '所得と住民税')
  assert.match(description, /レイアウト 2031-06/)
})

test('what is in a layout that is known must fit it, and what is not may be no larger or wilder than any', () => {
  const codeOf = (value: unknown) => {
    const read = readDatum(value, facts)
    return read.ok ? 'read' : read.code
  }
  const { records } = makeDatum()
  assert.equal(codeOf(makeDatum({ type: 'local-tax', layout: '2026-06' })), 'DATUM_INVALID')
  assert.equal(codeOf(makeDatum({ more: 1 })), 'DATUM_INVALID')
  assert.equal(codeOf(makeDatum({ records: [...records, ...records] })), 'DATUM_INVALID', 'two of one key')
  assert.equal(codeOf(makeDatum({ records: [] })), 'DATUM_INVALID')
  const withValues = (values: object) => codeOf(makeDatum({ records: [{ key: '1', values }] }))
  assert.equal(withValues({ a: 1 }), 'read')
  for (const wrong of [
    { a: '\u202e' },
    { a: { b: 1 } },
    { a: ['1'] },
    { '<b>': 1 },
    { a: 'x'.repeat(301) },
    { a: Infinity },
  ])
    assert.equal(withValues(wrong), 'DATUM_INVALID')
  const many = Object.fromEntries(Array.from({ length: datumLimits.fields + 1 }, (_, at) => [`a${at}`, 1]))
  assert.equal(withValues(many), 'DATUM_INVALID')
})

test('no value makes reading or describing throw', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (values) => {
      const read = readDatum(makeDatum({ records: [{ key: '1', values }] }), facts)
      if (read.ok) describeDatum(read.value, facts)
    }),
  )
})

test('a type and an affair that no version held knows are called by their ids', () => {
  assert.equal(nameType(facts, 'local-tax').plainName, '所得と住民税')
  assert.equal(nameType(facts, '__proto__').plainName, '__proto__(名前はまだここに届いていません)')
  assert.deepEqual(nameAffair(facts, 'moon-landing'), {
    name: 'moon-landing(名前はまだここに届いていません)',
    law: '法律の名前は、まだここに届いていません',
  })
})
