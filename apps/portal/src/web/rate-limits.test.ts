import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hourMs, makeTestClock, minuteMs, no, ok, silentLog } from '@madoguchi/kit'
import { countRequest, makeRateLimits } from './rate-limits.ts'

function countPassed(times: number, mayPass: () => boolean): number {
  return Array.from({ length: times }, mayPass).filter((passed) => passed).length
}

test('three hundred log-ins come through one address in five minutes, ten with one card, and then none until the window is over', () => {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const limits = makeRateLimits(clock, silentLog)
  assert.equal(
    countPassed(400, () => limits.mayPass('login-by-client', '192.0.2.1')),
    300,
  )
  assert.equal(
    countPassed(20, () => limits.mayPass('login-by-card', 'card')),
    10,
  )
  clock.advance(5 * minuteMs - 1)
  assert.equal(limits.mayPass('login-by-client', '192.0.2.1'), false)
  clock.advance(1)
  assert.equal(limits.mayPass('login-by-client', '192.0.2.1'), true)
  assert.equal(limits.mayPass('login-by-card', 'card'), true)
})

test('each address, card and account is counted for itself', () => {
  const limits = makeRateLimits(makeTestClock('2026-11-22T06:00:00.000Z'), silentLog)
  assert.equal(
    countPassed(30, () => limits.mayPass('request-by-account', 'a')),
    30,
  )
  assert.equal(limits.mayPass('request-by-account', 'a'), false)
  assert.equal(limits.mayPass('request-by-account', 'b'), true)
  assert.equal(limits.mayPass('history-by-account', 'a'), true)
})

test('who asks all day long is told so after a hundred and fifty requests, and may ask again a day after the first', () => {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const limits = makeRateLimits(clock, silentLog)
  for (let i = 0; i < 150; i++) {
    if (i > 0 && i % 30 === 0) {
      assert.deepEqual(countRequest(limits, 'a'), no('TOO_MANY'))
      clock.advance(10 * minuteMs)
    }
    assert.deepEqual(countRequest(limits, 'a'), ok())
  }
  clock.advance(10 * minuteMs)
  assert.deepEqual(countRequest(limits, 'a'), no('REQUESTS_USED_UP'))
  assert.deepEqual(countRequest(limits, 'b'), ok())
  clock.advance(23 * hourMs + 10 * minuteMs)
  assert.deepEqual(countRequest(limits, 'a'), ok())
})

test('an operator reads that a limit was reached, once a window, and never whose it was', () => {
  const clock = makeTestClock('2026-11-22T06:00:00.000Z')
  const lines: unknown[] = []
  const limits = makeRateLimits(clock, { ...silentLog, warn: (event, facts) => void lines.push([event, facts]) })
  for (let i = 0; i < 5; i++) limits.mayPass('recovery-by-account', 'acc_1')
  assert.deepEqual(lines, [])
  for (let i = 0; i < 50; i++) limits.mayPass('recovery-by-account', 'acc_1')
  assert.deepEqual(lines, [['LIMIT_REACHED', { rule: 'recovery-by-account' }]])
  clock.advance(60 * minuteMs)
  for (let i = 0; i < 50; i++) limits.mayPass('recovery-by-account', 'acc_1')
  assert.equal(lines.length, 2)
})
