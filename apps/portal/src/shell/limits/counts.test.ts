import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Database, openDatabase } from '@madoguchi/db'
import { hourMs, makeTestClock, minuteMs, no, ok, silentLog } from '@madoguchi/kit'
import { allLimits } from '../../app/journeys.ts'
import { countRequest } from '../../information/count-request.ts'
import { openTestPortal, type TestPortal } from '../../testing/test-portal.fixture.ts'
import type { PortalTables } from '../tables.ts'
import { type Counts, makeCounts } from './counts.ts'

let world: TestPortal
let db: Database<PortalTables>
before(async () => {
  world = await openTestPortal()
  db = openDatabase<PortalTables>({ connection: world.database.runUrl, applicationName: 'test' })
})
after(async () => {
  await db[Symbol.asyncDispose]()
  await world[Symbol.asyncDispose]()
})

const startAt = '2026-11-22T06:00:00.000Z'

function open(clock = makeTestClock(startAt), log = silentLog): Counts {
  return makeCounts({ db, clock, log, limits: allLimits })
}

test('four hundred savings of a draft pass in ten minutes, each draft’s for itself, and then none until the window is over', () => {
  const clock = makeTestClock(startAt)
  const counts = open(clock)
  const passed = Array.from({ length: 450 }, () => counts.mayPass('draft-save', 'a')).filter((may) => may)
  assert.equal(passed.length, 400)
  assert.equal(counts.mayPass('draft-save', 'b'), true)
  assert.equal(counts.mayPass('history-by-account', 'a'), true)
  clock.advance(10 * minuteMs - 1)
  assert.equal(counts.mayPass('draft-save', 'a'), false)
  clock.advance(1)
  assert.equal(counts.mayPass('draft-save', 'a'), true)
})

test('what came to a good end is taken back', () => {
  const counts = open()
  for (let i = 0; i < 1000; i++) {
    assert.ok(counts.mayPass('log-in-try-by-client', '192.0.2.1'))
    counts.takeBack('log-in-try-by-client', '192.0.2.1')
  }
  counts.takeBack('log-in-try-by-client', 'nobody')
})

test('a limit that protects is as full after a restart, and in a second copy, as it was before', async () => {
  const clock = makeTestClock(startAt)
  for (let i = 0; i < 5; i++) assert.ok(await open(clock).mayPassKept('recovery-by-session', 'restart'))
  assert.equal(await open(clock).mayPassKept('recovery-by-session', 'restart'), false)
  clock.advance(hourMs)
  const inTwoCopies = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      [open(clock), open(clock)][i % 2]?.mayPassKept('recovery-by-session', 'restart'),
    ),
  )
  assert.equal(inTwoCopies.filter((may) => may).length, 5)
})

test('who asks all day long is told so after a hundred and fifty requests, and may ask again a day after the first', async () => {
  const clock = makeTestClock(startAt)
  const counts = open(clock)
  for (let i = 0; i < 150; i++) {
    if (i > 0 && i % 30 === 0) {
      assert.deepEqual(await countRequest(counts, 'day'), no('TOO_MANY'))
      clock.advance(10 * minuteMs)
    }
    assert.deepEqual(await countRequest(counts, 'day'), ok())
  }
  clock.advance(10 * minuteMs)
  assert.deepEqual(await countRequest(counts, 'day'), no('REQUESTS_USED_UP'))
  assert.deepEqual(await countRequest(counts, 'other'), ok())
  clock.advance(23 * hourMs + 10 * minuteMs)
  assert.deepEqual(await countRequest(counts, 'day'), ok())
})

test('an operator reads that a limit was reached, once a window, and never whose it was', async () => {
  const clock = makeTestClock(startAt)
  const lines: unknown[] = []
  const counts = open(clock, { ...silentLog, warn: (event, facts) => void lines.push([event, facts]) })
  for (let i = 0; i < 5; i++) await counts.mayPassKept('recovery-by-session', 'told')
  assert.deepEqual(lines, [])
  for (let i = 0; i < 20; i++) await counts.mayPassKept('recovery-by-session', 'told')
  assert.deepEqual(lines, [['LIMIT_REACHED', { rule: 'recovery-by-session' }]])
  clock.advance(60 * minuteMs)
  for (let i = 0; i < 20; i++) await counts.mayPassKept('recovery-by-session', 'told')
  assert.equal(lines.length, 2)
})

test('what was counted is forgotten when its window is over', async () => {
  await open().mayPassKept('mail-by-account', 'forgotten')
  world.clock.advance(2 * hourMs)
  await world.portal.sweep()
  const rows = await db.kysely.selectFrom('limit_counts').selectAll().where('who', '=', 'forgotten').execute()
  assert.deepEqual(rows, [])
})
