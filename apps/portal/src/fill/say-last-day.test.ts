import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anyReader } from '../shell/words.ts'
import { sayLastDay } from './say-last-day.ts'

test('whoever prints after the last day is told so, and not that there is time until then', () => {
  assert.match(
    sayLastDay({ lastDay: '2026-08-04', today: '2026-11-22' }, anyReader),
    /2026年8月4日\(令和8年\)を過ぎています/,
  )
  assert.match(sayLastDay({ lastDay: '2026-11-22', today: '2026-11-22' }, anyReader), /期限の目安は2026年11月22日/)
  assert.match(sayLastDay({ lastDay: '2026-12-01', today: '2026-11-22' }, anyReader), /期限の目安は2026年12月1日/)
})
