import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isBusinessDay, nextDay } from './business-days.ts'
import { type Pause, readLegalClock } from './legal-clock.ts'

describe('the days of an office', () => {
  it('are no weekend, no holiday of the people, and none between the years', () => {
    for (const day of [
      '2026-11-23',
      '2026-11-28',
      '2026-11-29',
      '2026-12-29',
      '2027-01-03',
      '2027-01-11',
      '2027-03-22',
    ])
      assert.equal(isBusinessDay(day), false, day)
    for (const day of ['2026-11-24', '2026-12-28', '2027-01-04', '2027-09-21'])
      assert.equal(isBusinessDay(day), true, day)
  })

  it('of the three days in a row in September 2026 none is one, the day between two holidays included', () => {
    assert.deepEqual(['2026-09-18', '2026-09-21', '2026-09-22', '2026-09-23', '2026-09-24'].map(isBusinessDay), [
      true,
      false,
      false,
      false,
      true,
    ])
  })
})

describe('the clock of a case', () => {
  const takenOn = '2026-12-25'
  const read = (pauses: readonly Pause[], today = '2027-01-08') =>
    readLegalClock({ takenOn, standardDays: 5, pauses, today })

  it('begins on the day after arrival and passes over the turn of the year', () => {
    assert.deepEqual(read([], takenOn), { usedDays: 0, dueOn: '2027-01-07', isProvisional: false })
    assert.equal(read([], '2026-12-28').usedDays, 1)
    assert.equal(read([], '2027-01-03').usedDays, 1)
  })

  it('stands still while the citizen corrects, and goes on after the day on which it came', () => {
    const standing = read([{ from: '2026-12-28', until: undefined }])
    assert.deepEqual([standing.usedDays, standing.dueOn], [1, undefined])
    assert.equal(read([{ from: '2026-12-28', until: '2027-01-05' }]).dueOn, '2027-01-12')
  })

  it('says so where the holidays of the last day’s year are not announced', () => {
    const clock = readLegalClock({ takenOn: '2027-12-24', standardDays: 10, pauses: [], today: '2027-12-24' })
    assert.equal(clock.isProvisional, true)
  })

  it('a pause never makes the last day earlier, nor more days used', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((count) => addDays(takenOn, count))
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 30 }), (from, length) => {
        const paused = read([{ from, until: addDays(from, length) }])
        const plain = read([])
        assert((paused.dueOn ?? '') >= (plain.dueOn ?? ''))
        assert(paused.usedDays <= plain.usedDays)
      }),
    )
  })
})

function addDays(day: string, count: number): string {
  return count === 0 ? day : addDays(nextDay(day), count - 1)
}
