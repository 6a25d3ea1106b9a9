import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayLastDay } from './fill-print.ts'

test('whoever prints after the last day is told so, and not that there is time until then', () => {
  assert.match(sayLastDay('2026-08-04', '2026-11-22'), /2026年8月4日\(令和8年\)を過ぎています/)
  assert.match(sayLastDay('2026-11-22', '2026-11-22'), /期限の目安は2026年11月22日/)
  assert.match(sayLastDay('2026-12-01', '2026-11-22'), /期限の目安は2026年12月1日/)
})
