import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDate, formatFiscalYear, formatMonth, formatYear, isCalendarDate, japaneseDay } from './japanese-date.ts'

test('an era begins on its day and not before', () => {
  assert.equal(formatDate('2019-04-30'), '2019年4月30日(平成31年)')
  assert.equal(formatDate('2019-05-01'), '2019年5月1日(令和元年)')
  assert.equal(formatDate('1989-01-07'), '1989年1月7日(昭和64年)')
  assert.equal(formatDate('1989-01-08'), '1989年1月8日(平成元年)')
  assert.equal(formatDate('1926-12-25'), '1926年12月25日(昭和元年)')
})

test('a year in which the era changed names both', () => {
  assert.equal(formatYear(2019), '2019年(平成31年・令和元年)')
  assert.equal(formatYear(2026), '2026年(令和8年)')
  assert.equal(formatFiscalYear(2019), '2019年度(令和元年度)')
  assert.equal(formatMonth('2026-04'), '2026年4月(令和8年)')
})

test('a month whose day nobody knows names both eras, unless somebody wrote one of them', () => {
  assert.equal(formatMonth('1989-01'), '1989年1月(昭和64年・平成元年)')
  assert.equal(formatDate('1989-01-00'), '1989年1月(昭和64年・平成元年)(日は不明)')
  assert.equal(formatDate('1989-01-00[heisei]'), '1989年1月(平成元年)(日は不明)')
  assert.equal(formatDate('1990-05-05[western]'), '1990年5月5日(平成2年)')
})

test('a birth whose day nobody knows is said to be so', () => {
  assert.ok(isCalendarDate('1931-00-00'))
  assert.ok(isCalendarDate('1931-04-00'))
  assert.equal(formatDate('1931-00-00'), '1931年(昭和6年)(月日は不明)')
  assert.equal(formatDate('1931-04-00'), '1931年4月(昭和6年)(日は不明)')
})

test('a day that does not exist is no date', () => {
  for (const text of ['2026-02-29', '2026-13-01', '2026-00-05', '2026-1-1', '1500-01-01', '']) {
    assert.equal(isCalendarDate(text), false)
  }
  assert.ok(isCalendarDate('2024-02-29'))
})

test('the day changes at midnight in Japan', () => {
  assert.equal(japaneseDay(new Date('2026-11-21T14:59:59Z')), '2026-11-21')
  assert.equal(japaneseDay(new Date('2026-11-21T15:00:00Z')), '2026-11-22')
})
