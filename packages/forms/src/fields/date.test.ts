import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findEraDate } from '@madoguchi/kit'
import type { DateField } from '../field.ts'
import { postParts } from '../flow/check-answer.ts'
import { dateKind } from './date.ts'
import { listFaults } from './field-kind.ts'

type Typed = { era?: string; year?: string; month?: string; day?: string; unknown?: string }

function read(typed: Typed, more: Partial<DateField> = {}, limits = {}): unknown {
  const field: DateField = { kind: 'date', id: 'date', label: '日付', ...more }
  const parts = Object.fromEntries(Object.entries(typed).map(([part, text]) => [part, [text]]))
  const date = dateKind.read(postParts(parts), field, limits)
  return date.ok ? date.value : `${date.code} ${date.facts.part}`
}

test('dates are read in 和暦 and 西暦, in any width, with 元年', () => {
  assert.equal(read({ era: 'reiwa', year: '元', month: '５', day: '1' }), '2019-05-01[reiwa,gannen]')
  assert.equal(read({ era: 'showa', year: '64年', month: '1月', day: '7日' }), '1989-01-07')
  assert.equal(read({ era: 'western', year: '２０２６', month: '11', day: '22' }), '2026-11-22[western]')
  assert.equal(read({ year: '2026', month: '11', day: '22' }), '2026-11-22[western]')
  assert.equal(read({ year: '2026', month: '11', day: '22' }, { calendar: 'western' }), '2026-11-22')
})

test('an era that is written before the year is taken where none was chosen, or only 西暦, and two eras are asked about', () => {
  for (const year of ['昭和60', '昭和60年', 'S60', 'ｓ６０', '昭60', '㍼60', '昭和 60'])
    for (const era of ['', 'western', 'showa'])
      assert.equal(read({ era, year, month: '5', day: '1' }), '1985-05-01', year)
  assert.equal(read({ era: 'western', year: '平成元', month: '1', day: '8' }), '1989-01-08[heisei,gannen]')
  assert.equal(read({ era: '', year: '昭和64', month: '1', unknown: 'day' }, { unknown: 'day' }), '1989-01-00[showa]')
  assert.equal(read({ era: '', year: '西暦1985', month: '5', day: '1' }), '1985-05-01[western]')
  assert.equal(read({ era: 'reiwa', year: '昭和60', month: '5', day: '1' }), 'DATE_NOT_DIGITS year')
  assert.equal(read({ era: '', year: '令和2026', month: '5', day: '1' }), 'DATE_YEAR_TOO_LARGE year')
  for (const year of ['昭和', '昭和X', 'X60', '昭和昭和60'])
    assert.equal(read({ era: '', year, month: '5', day: '1' }), 'DATE_NOT_DIGITS year', year)
})

test('each era ends on the day before the next begins', () => {
  const days = [
    ['heisei', '31', '4', '30', '2019-04-30'],
    ['heisei', '1', '1', '8', '1989-01-08'],
    ['showa', '1', '12', '25', '1926-12-25'],
    ['taisho', '15', '12', '24', '1926-12-24'],
    ['taisho', '1', '7', '30', '1912-07-30'],
    ['meiji', '45', '7', '29', '1912-07-29'],
    ['meiji', '6', '1', '1', '1873-01-01'],
  ] as const
  for (const [era, year, month, day, date] of days) assert.equal(read({ era, year, month, day }), date)
  const others = [
    ['heisei', '31', '5', '1'],
    ['reiwa', '1', '4', '30'],
    ['showa', '64', '1', '8'],
    ['taisho', '15', '12', '25'],
    ['meiji', '45', '7', '30'],
  ] as const
  for (const [era, year, month, day] of others) assert.equal(read({ era, year, month, day }), 'DATE_ERA era')
})

test('a year that an era does not have is wrong at the year, not at the day', () => {
  const faults = (era: string, year: string) => {
    const field: DateField = { kind: 'date', id: 'date', label: '日付' }
    const date = dateKind.read(postParts({ era: [era], year: [year], month: ['2'], day: ['29'] }), field, {})
    return date.ok ? date.value : listFaults(date)
  }
  const large = (era: string, max?: number) => [
    { code: 'DATE_YEAR_TOO_LARGE', facts: { part: 'year', era, ...(max !== undefined && { max }) } },
  ]
  const small = (era: string, min: number) => [{ code: 'DATE_YEAR_TOO_SMALL', facts: { part: 'year', era, min } }]
  assert.deepEqual(faults('reiwa', '2028'), large('reiwa'))
  assert.deepEqual(faults('reiwa', '100'), large('reiwa'))
  assert.deepEqual(faults('heisei', '32'), large('heisei', 31))
  assert.deepEqual(faults('showa', '1985'), [...large('showa', 64)])
  assert.deepEqual(faults('taisho', '16'), large('taisho', 15))
  assert.deepEqual(faults('meiji', '1900'), large('meiji', 45))
  assert.deepEqual(faults('meiji', '5'), small('meiji', 6))
  assert.deepEqual(faults('western', '60'), small('western', 1868))
  assert.deepEqual(faults('western', '2201'), large('western', 2200))
})

test('a day or month that nobody knows is said to be unknown, where the field allows it', () => {
  assert.equal(read({ era: 'showa', year: '6', month: '4', unknown: 'day' }, { unknown: 'day' }), '1931-04-00')
  assert.equal(read({ era: 'showa', year: '6', unknown: 'month' }, { unknown: 'month' }), '1931-00-00')
  assert.equal(read({ era: 'showa', year: '6', month: '4', unknown: 'day' }), 'DATE_UNKNOWN_NOT_ALLOWED day')
  assert.equal(
    read({ era: 'showa', year: '6', unknown: 'month' }, { unknown: 'day' }),
    'DATE_UNKNOWN_NOT_ALLOWED month',
  )
  assert.equal(read({ year: '2000', month: '0', day: '0' }, { unknown: 'month' }), 'DATE_INVALID month')
})

test('days that do not exist, half dates and odd eras are refused at the part that is wrong', () => {
  assert.equal(read({ year: '2026', month: '2', day: '29' }), 'DATE_INVALID day')
  assert.equal(read({ year: '2026', month: '13', day: '1' }), 'DATE_INVALID month')
  assert.equal(read({ year: '2026', month: '11' }), 'DATE_INCOMPLETE day')
  assert.equal(read({ month: '11', day: '1' }), 'DATE_INCOMPLETE year')
  assert.equal(read({ year: '8', month: '1', day: '1' }), 'DATE_INCOMPLETE era')
  assert.equal(read({ year: '2026', month: '4', day: '31' }), 'DATE_INVALID day')
  assert.equal(read({ era: 'western', year: '8', month: '1', day: '1' }), 'DATE_YEAR_TOO_SMALL year')
  assert.equal(read({ era: 'constructor', year: '8', month: '1', day: '1' }), 'DATE_INVALID era')
  assert.equal(read({ era: 'reiwa', year: '-1', month: '1', day: '1' }), 'DATE_NOT_DIGITS year')
  assert.equal(read({ era: 'reiwa', year: '9999', month: '1', day: '1' }), 'DATE_YEAR_TOO_LARGE year')
  assert.equal(read({ era: 'reiwa' }), undefined)
})

test('limits hold, and an unknown day that may lie within them is taken to', () => {
  const limits = { from: '2020-04-10', until: '2026-11-22' }
  assert.equal(read({ year: '2027', month: '1', day: '1' }, {}, limits), 'DATE_TOO_LATE year')
  assert.equal(read({ year: '2026', month: '12', day: '1' }, {}, limits), 'DATE_TOO_LATE month')
  assert.equal(read({ year: '2026', month: '11', day: '23' }, {}, limits), 'DATE_TOO_LATE day')
  assert.equal(read({ year: '2020', month: '4', day: '9' }, {}, limits), 'DATE_TOO_EARLY day')
  assert.equal(read({ year: '2020', month: '4', unknown: 'day' }, { unknown: 'day' }, limits), '2020-04-00[western]')
})

test('a date stands in the boxes of a printed form', () => {
  assert.deepEqual(findEraDate('2019-05-01'), { era: 'reiwa', label: '令和', eraYear: 1, month: 5, day: 1 })
  assert.deepEqual(findEraDate('1931-00-00'), { era: 'showa', label: '昭和', eraYear: 6, month: 0, day: 0 })
  assert.equal(findEraDate('1872-12-31'), undefined)
})
