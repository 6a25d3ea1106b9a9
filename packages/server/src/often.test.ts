import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTestClock, minuteMs } from '@madoguchi/kit'
import { makeWarnOften } from './often.ts'

function open() {
  const lines: unknown[] = []
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const log = { warn: (event: string, facts?: unknown) => void lines.push([event, facts]) }
  return { lines, clock, log, warn: makeWarnOften({ total: log, clock }) }
}

test('what happens ten thousand times in a minute is two lines, and the second says how often', () => {
  const { lines, clock, log, warn } = open()
  for (let i = 0; i < 10_000; i++) warn(log, 'REQUEST_FORGED', { hasOrigin: true })
  assert.deepEqual(lines, [['REQUEST_FORGED', { hasOrigin: true }]])
  clock.advance(minuteMs)
  warn(log, 'LIMIT_REACHED', { rule: 'draft-save' })
  assert.deepEqual(lines.slice(1), [
    ['REQUEST_FORGED', { hasOrigin: true, count: 9999 }],
    ['LIMIT_REACHED', { rule: 'draft-save' }],
  ])
})

test('what happened once is said once', () => {
  const { lines, clock, log, warn } = open()
  for (const rule of ['a', 'b']) warn(log, 'LIMIT_REACHED', { rule })
  clock.advance(minuteMs)
  warn(log, 'LIMIT_REACHED', { rule: 'a' })
  assert.equal(lines.length, 3)
})

test('of a thousand kinds none is forgotten, and no more are kept than there may be', () => {
  const { lines, log, warn } = open()
  for (let i = 0; i < 1000; i++) for (let n = 0; n < 3; n++) warn(log, 'LIMIT_REACHED', { rule: `r${i}` })
  assert.equal(lines.length, 1000 + 800)
})
