import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { countAge, fiscalYearEnd, fiscalYearEndOfAge, isOfAge } from './ages.ts'

test('whoever was born on 1 April reaches an age on 31 March, and leaves school a year before those of 2 April', () => {
  assert.equal(fiscalYearEndOfAge('2008-04-01', 18), '2026-03-31')
  assert.equal(fiscalYearEndOfAge('2008-04-02', 18), '2027-03-31')
  assert.equal(fiscalYearEndOfAge('2009-03-31', 18), '2027-03-31')
  assert.equal(fiscalYearEndOfAge('2008-03-31', 18), '2026-03-31')
})

test('by the law a year is full on the eve of the birthday, for those of 29 February on 28 February', () => {
  assert.equal(countAge('1961-11-23', { on: '2026-11-22', by: 'law' }), 65)
  assert.equal(countAge('1961-11-23', { on: '2026-11-22' }), 64)
  assert.equal(countAge('1961-11-24', { on: '2026-11-22', by: 'law' }), 64)
  for (const on of ['2027-02-28', '2028-02-28'])
    assert.equal(countAge('2004-02-29', { on, by: 'law' }), Number(on.slice(0, 4)) - 2004)
  assert.equal(countAge('2004-02-29', { on: '2027-02-28' }), 22)
  assert.equal(countAge('2026-12-01', { on: '2026-11-30' }), undefined)
})

test('an unknown day leaves an age out only where it could be another', () => {
  assert.equal(countAge('1946-04-00', { on: '2026-11-22' }), 80)
  assert.equal(countAge('1946-11-00', { on: '2026-11-22' }), undefined)
  assert.equal(countAge('1946-00-00', { on: '2026-12-31' }), 80)
  assert.equal(fiscalYearEndOfAge('2008-04-00', 18), undefined)
  assert.equal(fiscalYearEndOfAge('2008-06-00', 18), '2027-03-31')
  assert.equal(isOfAge('1961-11-00', 65, '2026-11-22'), undefined)
  assert.equal(isOfAge('1961-11-00', 65, '2026-11-30'), true)
  assert.equal(isOfAge('1926-12-00[taisho]', 65, '2026-11-30'), true)
})

test('a fiscal year ends on 31 March, which is still within it', () => {
  assert.deepEqual(['2026-03-31', '2026-04-01', '2026-12-31', '2027-01-01'].map(fiscalYearEnd), [
    '2026-03-31',
    '2027-03-31',
    '2027-03-31',
    '2027-03-31',
  ])
})

test('whatever the birth: an age counts from the eve on, and school ends within the year after it is reached', () => {
  const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2026-11-30'), noInvalidDate: true })
  fc.assert(
    fc.property(day, fc.integer({ min: 1, max: 100 }), (date, age) => {
      const birth = date.toISOString().slice(0, 10)
      const reached = new Date(Date.UTC(date.getUTCFullYear() + age, date.getUTCMonth(), date.getUTCDate() - 1))
      const [eve, before] = [reached, new Date(reached.getTime() - 86_400_000)].map((at) =>
        at.toISOString().slice(0, 10),
      )
      assert.ok(eve !== undefined && before !== undefined)
      assert.equal(isOfAge(birth, age, eve), true)
      assert.equal(isOfAge(birth, age, before), false)
      assert.equal(countAge(birth, { on: eve, by: 'law' }), age)
      const end = fiscalYearEndOfAge(birth, age) ?? ''
      assert.ok(end >= eve && end.endsWith('-03-31') && end < `${Number(eve.slice(0, 4)) + 2}`)
      assert.equal(fiscalYearEnd(eve), end)
    }),
  )
})

test('what is no date, in a draft that somebody changed, has no age and ends nowhere', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('x', '', '2020-13-01', '0000-00-00')), (odd) => {
      fc.pre(!/^[0-9]{4}-[0-9]{2}-[0-9]{2}/.test(odd) || odd.startsWith('2020-13'))
      assert.equal(countAge(odd, { on: '2026-11-22', by: 'law' }), undefined)
      assert.equal(countAge('2000-01-01', { on: odd, by: 'law' }), undefined)
      assert.equal(fiscalYearEndOfAge(odd, 18), undefined)
      assert.equal(isOfAge(odd, 18, '2026-11-22'), undefined)
    }),
  )
})
