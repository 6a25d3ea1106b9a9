import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addSpan, monthEnd, yearStart } from './spans.ts'

test('an injection of 2 to 31 March belongs to the tag of the coming April', () => {
  for (const [day, start] of [
    ['2026-03-01', '2025-03-02'],
    ['2026-03-02', '2026-03-02'],
    ['2026-03-31', '2026-03-02'],
    ['2026-11-30', '2026-03-02'],
    ['2027-03-01', '2026-03-02'],
  ] as const)
    assert.equal(yearStart(day, '03-02'), start, day)
})

test('a span leaves out its first day and ends where there is no such day on the last of the month', () => {
  assert.equal(addSpan('2026-11-15', { count: 15, unit: 'day' }), '2026-11-30')
  assert.equal(addSpan('2024-02-29', { count: 3, unit: 'year' }), '2027-02-28')
  assert.equal(addSpan('2026-08-31', { count: 1, unit: 'month' }), '2026-09-30')
})

test('a month ends on its own last day, in a leap year too', () => {
  assert.deepEqual(['2026-02-01', '2028-02-29', '2026-12-31'].map(monthEnd), ['2026-02-28', '2028-02-29', '2026-12-31'])
})
