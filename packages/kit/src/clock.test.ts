import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayMs, hourMs, makeTestClock, minuteMs, secondMs, systemClock } from './clock.ts'

test('stands still until a test moves it', () => {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  assert.equal(clock.now().toISOString(), '2026-11-22T06:00:00.000Z')
  clock.advance(dayMs + hourMs + minuteMs + secondMs + 1)
  assert.equal(clock.now().toISOString(), '2026-11-23T07:01:01.001Z')
})

test('gives each caller a date of their own', () => {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  clock.now().setFullYear(1970)
  assert.equal(clock.now().getUTCFullYear(), 2026)
})

test('moves no other clock', () => {
  const [one, other] = [makeTestClock('2026-01-01T00:00:00Z'), makeTestClock('2026-01-01T00:00:00Z')]
  one.advance(1)
  assert.equal(other.now().getTime(), Date.parse('2026-01-01T00:00:00Z'))
})

test('reads the machine’s time in service', () => {
  const before = Date.now()
  const now = systemClock.now().getTime()
  assert.ok(before <= now && now <= Date.now())
})
