import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Condition } from '../condition.ts'
import type { Calculated } from '../definition.ts'
import { findValue, holds } from './evaluate.ts'
import { openScope } from './scope.ts'

const calculated: readonly Calculated[] = [
  { id: 'ninetieth', label: '90日目', value: { is: 'last-day', after: 'born', count: 90, unit: 'day' } },
  { id: 'tenDaysOn', label: '10日あと', value: { is: 'last-day', after: 'ninetieth', count: 10, unit: 'day' } },
  { id: 'monthEnd', label: '月の終わり', value: { is: 'month-end', day: 'born' } },
  { id: 'grownUntil', label: '年度の終わり', value: { is: 'fiscal-year-end-of-age', birth: 'born', age: 18 } },
]

function scopeOf(born: string) {
  const scope = openScope(calculated, '2026-11-30')
  scope.values.set('born', born)
  return scope
}

function isAhead(born: string, field = 'ninetieth'): boolean {
  const condition: Condition = { is: 'after', field, day: 'today' }
  return holds(condition, scopeOf(born))
}

test('of a dog of which only the month of birth is known, a rule holds where it does for every day of the month', () => {
  // Not even a dog of 1 October is ninety days old; of one of September it is not known.
  assert.ok(isAhead('2026-10-00'))
  assert.ok(!isAhead('2026-08-00'))
  assert.ok(!isAhead('2026-09-00'), '1 September is more than ninety days ago')
  assert.ok(!isAhead('2026-00-00'))
  assert.ok(isAhead('2026-10-00', 'tenDaysOn'), 'what is calculated from what is calculated')
  assert.ok(!holds({ is: 'before', field: 'ninetieth', day: 'today' }, scopeOf('2026-09-00')))
  assert.ok(holds({ is: 'before', field: 'ninetieth', day: 'today' }, scopeOf('2026-08-00')))
})

test('what is calculated from an unknown day is there where it is the same for every day, and nowhere else', () => {
  assert.equal(findValue(scopeOf('2026-09-00'), 'monthEnd'), '2026-09-30')
  assert.equal(findValue(scopeOf('2026-09-00'), 'ninetieth'), undefined)
  assert.equal(findValue(scopeOf('2026-09-15'), 'ninetieth'), '2026-12-14')
  assert.equal(findValue(scopeOf('2008-06-00'), 'grownUntil'), '2027-03-31')
  assert.equal(findValue(scopeOf('2008-00-00'), 'grownUntil'), undefined)
})

test('what is no date at all makes every comparison false', () => {
  for (const born of ['x', '', '2026-13-45']) {
    assert.ok(!isAhead(born))
    assert.ok(!holds({ is: 'age-below', field: 'born', age: 18 }, scopeOf(born)))
  }
})
