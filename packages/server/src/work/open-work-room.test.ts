import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { AppError } from '@madoguchi/kit'
import { openWorkRoom, type WorkRoomOptions } from './open-work-room.ts'

const entry = new URL('./ticking-worker.fixture.ts', import.meta.url)
type Job = { kind: 'tick' | 'eat' | 'throw' | 'leave' | 'echo'; ticks: SharedArrayBuffer; bytes?: ArrayBuffer }

function openRoom(change: Partial<WorkRoomOptions<Job, number>> = {}) {
  const bounds = { atOnceMax: 2, waitingMax: 1, timeoutMs: 60_000, heapMebiMax: 64 }
  return openWorkRoom<Job, number>({ entry, ...bounds, ...change })
}

const makeJob = (kind: Job['kind']): Job => ({ kind, ticks: new SharedArrayBuffer(4) })
const ticksOf = ({ ticks }: Job) => Atomics.load(new Int32Array(ticks), 0)
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  )

/** Long enough for a thread that runs to count on. */
async function turnOften(): Promise<void> {
  for (let i = 0; i < 2_000; i++) await new Promise((resolve) => setImmediate(resolve))
}

async function hasStopped(job: Job): Promise<boolean> {
  const before = ticksOf(job)
  await turnOften()
  return ticksOf(job) === before
}

describe('a room for work that strangers can make costly', () => {
  it('gives each job a thread of its own, and nothing is there afterwards', async () => {
    await using room = openRoom()
    const job = makeJob('echo')
    assert.equal(await room.answer(job), 0)
    assert.equal(await room.answer(job), 1)
    assert.equal(room.running, 0)
  })

  it('really ends a job that goes on and on: it counts no further once the caller has heard', async () => {
    await using room = openRoom({ timeoutMs: 1_500 })
    const job = makeJob('tick')
    assert.equal(await codeOf(room.answer(job)), 'WORK_TIMED_OUT')
    assert.ok(ticksOf(job) > 0, 'it had begun')
    assert.ok(await hasStopped(job))
    assert.equal(room.running, 0)
  })

  it('ends a job that wants more memory than there is for it, and lives on', async () => {
    await using room = openRoom({ heapMebiMax: 32 })
    const job = makeJob('eat')
    assert.equal(await codeOf(room.answer(job)), 'WORK_FAILED')
    assert.ok(await hasStopped(job))
    assert.equal(await room.answer(makeJob('echo')), 0)
  })

  it('says so when a job fails or leaves without an answer', async () => {
    await using room = openRoom()
    assert.equal(await codeOf(room.answer(makeJob('throw'))), 'WORK_FAILED')
    assert.equal(await codeOf(room.answer(makeJob('leave'))), 'WORK_FAILED')
  })

  it('takes so many at once, lets so many wait, refuses the next, and serves those who waited', async () => {
    await using room = openRoom({ timeoutMs: 3_000 })
    const busy = [makeJob('tick'), makeJob('tick')].map((job) => codeOf(room.answer(job)))
    const patient = room.answer(makeJob('echo'))
    assert.equal(await codeOf(room.answer(makeJob('echo'))), 'WORK_ROOM_FULL')
    assert.equal(await patient, 0)
    assert.deepEqual(await Promise.all(busy), ['WORK_TIMED_OUT', 'WORK_TIMED_OUT'])
  })

  it('ends what runs when it is closed, and takes nothing more', async () => {
    const room = openRoom({ atOnceMax: 1 })
    const job = makeJob('tick')
    const cut = codeOf(room.answer(job))
    const late = codeOf(room.answer(makeJob('echo')))
    while (ticksOf(job) === 0) await new Promise((resolve) => setImmediate(resolve))
    await room[Symbol.asyncDispose]()
    assert.deepEqual([await cut, await late], ['WORK_ROOM_CLOSED', 'WORK_ROOM_CLOSED'])
    assert.ok(await hasStopped(job))
    assert.equal(await codeOf(room.answer(makeJob('echo'))), 'WORK_ROOM_CLOSED')
  })

  it('hands over what is large: the caller has it no longer, and who waits still has it', async () => {
    await using room = openRoom({ atOnceMax: 1, handOver: ({ bytes }) => (bytes === undefined ? [] : [bytes]) })
    const [first, second] = [1, 2].map(() => ({ ...makeJob('echo'), bytes: new ArrayBuffer(1_000_000) }))
    assert.ok(first && second)
    const answers = [room.answer(first), room.answer(second)]
    await Promise.resolve()
    assert.deepEqual([first.bytes.byteLength, second.bytes.byteLength], [0, 1_000_000])
    assert.deepEqual(await Promise.all(answers), [0, 0])
    assert.equal(second.bytes.byteLength, 0)
  })

  it('answers what cannot cost much without a thread', async () => {
    await using room = openRoom({ answerCheap: ({ kind }) => (kind === 'tick' ? 7 : undefined) })
    assert.equal(await room.answer(makeJob('tick')), 7)
    assert.equal(await room.answer(makeJob('echo')), 0)
  })
})
