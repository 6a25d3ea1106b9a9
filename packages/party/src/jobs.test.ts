import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError, makeTestClock, minuteMs, secondMs, silentLog } from '@madoguchi/kit'
import { makeMetrics } from '@madoguchi/server'
import type { Job } from './jobs.ts'
import { noteJobs, openJobs } from './jobs.ts'
import { countJobs } from './party-metrics.ts'

/** Jobs whose periods end when the test says so. */
function openByHand(jobs: readonly Job[], stopWithinMs = 60_000) {
  const clock = makeTestClock('2026-11-30T00:00:00.000Z')
  const said: string[] = []
  const say = (event: string, facts?: object) => void said.push(`${event} ${JSON.stringify(facts)}`)
  const log = { ...silentLog, warn: say, failure: (event: string, _: unknown, facts?: object) => say(event, facts) }
  const ticks = new Set<() => void>()
  const firsts: number[] = []
  const every = ({ firstMs }: { firstMs: number }, tick: () => void) => {
    firsts.push(firstMs)
    ticks.add(tick)
    return () => ticks.delete(tick)
  }
  const opened = openJobs(jobs, { clock, log, every, stopWithinMs })
  /** What a run that ended left to be done is done after this. */
  async function pass(ms: number): Promise<void> {
    clock.advance(ms)
    for (const tick of ticks) tick()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { jobs: opened, said, pass, ticks, firsts }
}

test('an operator sees in health, log and metrics which job fails, and no longer when it went well', async () => {
  let isBroken = true
  const broken = async () => {
    if (isBroken) throw new AppError('DB_UNAVAILABLE', 'The database is away.')
  }
  const { jobs, said, pass } = openByHand([
    { name: 'expire', everyMs: minuteMs, run: broken },
    { name: 'queues', everyMs: minuteMs, run: async () => {} },
  ])
  const metrics = makeMetrics()
  countJobs(metrics, jobs)
  await pass(minuteMs)
  assert.deepEqual(noteJobs(jobs), ['JOB_FAILED expire'])
  assert.deepEqual(said, ['JOB_FAILED {"job":"expire"}'])
  const lines = metrics.render().split('\n')
  for (const line of [
    '# TYPE madoguchi_job_runs_total counter',
    'madoguchi_job_runs_total{job="expire",result="ok"} 0',
    'madoguchi_job_runs_total{job="expire",result="failed"} 1',
    'madoguchi_job_runs_total{job="queues",result="ok"} 1',
    'madoguchi_job_age_seconds{job="expire"} 60',
    'madoguchi_job_age_seconds{job="queues"} 0',
  ])
    assert.ok(lines.includes(line), `${line}\n${lines.join('\n')}`)
  isBroken = false
  await pass(minuteMs)
  assert.deepEqual(noteJobs(jobs), [])
  await jobs[Symbol.asyncDispose]()
})

test('what fails every second is counted each time and said once a minute, and at once when it fails otherwise', async () => {
  let code = 'DB_UNAVAILABLE'
  const { jobs, said, pass } = openByHand([
    {
      name: 'delivery',
      everyMs: secondMs,
      async run() {
        throw new AppError(code, 'It cannot be done.')
      },
    },
  ])
  for (let i = 0; i < 60; i++) await pass(secondMs)
  assert.equal(said.length, 2)
  code = 'DB_DISK_FULL'
  await pass(secondMs)
  assert.equal(said.length, 3)
  assert.deepEqual(jobs.list()[0]?.runs, { ok: 0, failed: 61 })
  await jobs[Symbol.asyncDispose]()
})

test('a job that hangs runs no second time beside itself, and health says that it is overdue', async () => {
  const hanging = Promise.withResolvers<void>()
  let begun = 0
  const run = () => {
    begun++
    return hanging.promise
  }
  const { jobs, pass } = openByHand([{ name: 'sweep', everyMs: minuteMs, run, isRunAtOnce: true }])
  for (let i = 0; i < 3; i++) await pass(minuteMs)
  assert.deepEqual([begun, noteJobs(jobs)], [1, []])
  await pass(minuteMs)
  assert.deepEqual([begun, noteJobs(jobs)], [1, ['JOB_OVERDUE sweep']])
  hanging.resolve()
  await pass(minuteMs)
  assert.deepEqual(noteJobs(jobs), [])
  await jobs[Symbol.asyncDispose]()
})

test('a stop lets a run that is under way end, told that it should, and begins none', async () => {
  let done = 0
  const run = (signal: AbortSignal) =>
    new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => {
        done++
        resolve()
      }),
    )
  const { jobs, said, pass, ticks } = openByHand([{ name: 'sweep', everyMs: minuteMs, run }])
  await pass(minuteMs)
  const late = [...ticks]
  await jobs[Symbol.asyncDispose]()
  for (const tick of late) tick()
  assert.deepEqual([done, ticks.size, said], [1, 0, []])
})

test('a stop does not wait for ever for a run that does not end, and says which', async () => {
  const { jobs, said, pass } = openByHand([{ name: 'sweep', everyMs: minuteMs, run: () => new Promise(() => {}) }], 1)
  await pass(minuteMs)
  await jobs[Symbol.asyncDispose]()
  assert.deepEqual(said, ['JOB_STOP_LATE {"job":"sweep"}'])
})

test('jobs of one period do not all want the database at once: they are spread over it, in their order', async () => {
  const run = async () => {}
  const { jobs, firsts } = openByHand([
    { name: 'delivery', everyMs: secondMs, run },
    { name: 'sessions', everyMs: minuteMs, run },
    { name: 'inquiries', everyMs: minuteMs, run },
    { name: 'mails', everyMs: minuteMs, run },
  ])
  assert.deepEqual(firsts, [1000, 20_000, 40_000, 60_000])
  await jobs[Symbol.asyncDispose]()
})
