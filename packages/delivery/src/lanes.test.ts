import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import type { GoAhead } from './lanes.ts'
import { batchParcelsMax, laneParcelsMax, makeLanes } from './lanes.ts'
import type { Parcel } from './outbox.ts'
import type { PaceTime } from './pace.ts'

const parcel = (id: string, to = 'core', sizeBytes = 10, name = 'withdraw'): Parcel => ({
  id,
  to,
  name,
  reference: null,
  bytes: new Uint8Array(sizeBytes),
})

function makeCourier(pace: { restMs?: number; batchMax?: number; goAhead?: GoAhead; time?: PaceTime } = {}) {
  const carried: string[][] = []
  const drained: string[] = []
  const waiting: ((hasArrived: boolean) => void)[] = []
  const lanes = makeLanes({
    carry(_, batch) {
      carried.push(batch.map(({ id }) => id))
      return new Promise((resolve) => waiting.push(resolve))
    },
    onDrained: (to) => void drained.push(to),
    ...pace,
  })
  const arrive = async (hasArrived = true) => {
    waiting.shift()?.(hasArrived)
    await turn()
  }
  return { lanes, carried, drained, arrive }
}

test('carries one batch at a time to each recipient, and to all recipients at once', async () => {
  const { lanes, carried, arrive, drained } = makeCourier()
  lanes.push([parcel('a'), parcel('b'), parcel('x', 'portal')])
  await turn()
  lanes.push([parcel('c')])
  await turn()
  assert.deepEqual(carried, [['a', 'b'], ['x']])
  await arrive()
  assert.deepEqual(carried, [['a', 'b'], ['x'], ['c']])
  await arrive()
  await arrive()
  assert.deepEqual([lanes.isIdle(), drained], [true, ['portal', 'core']])
})

test('does not take twice what is on the way, and takes it again when it did not arrive', async () => {
  const { lanes, carried, arrive } = makeCourier()
  lanes.push([parcel('a'), parcel('a')])
  await turn()
  lanes.push([parcel('a')])
  await arrive()
  assert.deepEqual([carried, lanes.isIdle()], [[['a']], true])
  for (const hasArrived of [false, true]) {
    lanes.push([parcel('b')])
    await turn()
    await arrive(hasArrived)
  }
  assert.deepEqual(carried, [['a'], ['b'], ['b']])
})

test('lets go of what waits behind a batch that did not arrive', async () => {
  const { lanes, carried, arrive, drained } = makeCourier()
  lanes.push(Array.from({ length: batchParcelsMax + 50 }, (_, i) => parcel(`p${i}`)))
  await turn()
  await arrive(false)
  assert.deepEqual([carried.length, lanes.isIdle(), drained], [1, true, []])
})

test('fills a batch up to its bounds in number and size, and holds no more than fits', async () => {
  const { lanes, carried, arrive } = makeCourier()
  const mega = 1024 * 1024
  lanes.push([parcel('big', 'core', 3 * mega), parcel('big2', 'core', 3 * mega), parcel('huge', 'core', 9 * mega)])
  lanes.push(Array.from({ length: laneParcelsMax + 50 }, (_, i) => parcel(`p${i}`)))
  for (let i = 0; !lanes.isIdle() || i === 0; i++) {
    await turn()
    await arrive()
  }
  assert.deepEqual(carried.slice(0, 3), [['big'], ['big2'], ['huge']])
  assert.ok(carried.every((batch) => batch.length <= batchParcelsMax))
  assert.equal(carried.flat().length, laneParcelsMax)
})

test('stops: carries what is on the way to its end and takes nothing more', async () => {
  const { lanes, carried, arrive, drained } = makeCourier()
  lanes.push(Array.from({ length: batchParcelsMax + 50 }, (_, i) => parcel(`p${i}`)))
  await turn()
  lanes.stop()
  lanes.push([parcel('late')])
  assert.equal(lanes.isIdle(), false)
  await arrive()
  assert.deepEqual([carried.length, lanes.isIdle(), drained], [1, true, []])
})

/** A clock that stands until somebody sleeps, and then is where they wanted to be. */
function makeTime() {
  let at = 0
  const slept: number[] = []
  const time: PaceTime = {
    now: () => at,
    async sleep(ms) {
      slept.push(ms)
      await turn()
      at += ms
    },
  }
  const pass = (ms: number) => {
    at += ms
  }
  return { time, slept, pass }
}

test('who comes alone waits for nobody, and those who come soon after go together', async () => {
  const { time, slept, pass } = makeTime()
  const { lanes, carried, arrive } = makeCourier({ restMs: 15, time })
  lanes.push([parcel('a')])
  await turn()
  await arrive()
  assert.deepEqual([carried, slept], [[['a']], []])
  pass(5)
  lanes.push([parcel('b'), parcel('x', 'portal')])
  await Promise.resolve()
  lanes.push([parcel('c')])
  await turn()
  await turn()
  assert.deepEqual([carried, slept], [[['a'], ['x'], ['b', 'c']], [10]])
  for (let i = 0; i < 3; i++) await arrive()
  pass(15)
  lanes.push([parcel('d')])
  await turn()
  assert.deepEqual([carried.at(-1), slept], [['d'], [10]])
})

test('a whole batch waits for no rest', async () => {
  const { time, slept } = makeTime()
  const { lanes, carried, arrive } = makeCourier({ restMs: 15, time })
  lanes.push(Array.from({ length: 2 * batchParcelsMax }, (_, i) => parcel(`p${i}`)))
  await turn()
  await arrive()
  assert.deepEqual([carried.map((batch) => batch.length), slept], [[batchParcelsMax, batchParcelsMax], []])
})

test('who may send larger batches fills those', async () => {
  const { lanes, carried, arrive } = makeCourier({ batchMax: 200 })
  lanes.push(Array.from({ length: 250 }, (_, i) => parcel(`p${i}`)))
  for (let i = 0; !lanes.isIdle() || i === 0; i++) {
    await turn()
    await arrive()
  }
  assert.deepEqual(
    carried.map((batch) => batch.length),
    [200, 50],
  )
})

test('a lane that is stopped while it rests carries nothing more', async () => {
  const { time } = makeTime()
  const { lanes, carried, arrive } = makeCourier({ restMs: 15, time })
  lanes.push([parcel('a')])
  await turn()
  await arrive()
  lanes.push([parcel('b')])
  await Promise.resolve()
  lanes.stop()
  await turn()
  await turn()
  assert.deepEqual([carried, lanes.isIdle()], [[['a']], true])
})

const goAhead: GoAhead = { name: 'whom', least: 3, afterMs: 100, restMs: 40 }
const questions = (...ids: string[]) => ids.map((id) => parcel(id, 'core', 10, 'whom'))

test('of many questions that come after a rest one goes ahead, and the others follow together', async () => {
  const { time, slept, pass } = makeTime()
  const { lanes, carried, arrive } = makeCourier({ restMs: 10, goAhead, time })
  lanes.push(questions('a', 'b', 'c'))
  await turn()
  assert.deepEqual(carried, [['a']])
  pass(15)
  lanes.push([parcel('late')])
  await arrive()
  await turn()
  assert.deepEqual([carried, slept], [[['a'], ['b', 'c', 'late']], [25]])
  await arrive()
  pass(60)
  lanes.push(questions('d', 'e', 'f'))
  await turn()
  assert.deepEqual(carried.at(-1), ['d', 'e', 'f'], 'the lane was used a moment ago')
  await arrive()
  pass(100)
  lanes.push(questions('g', 'h', 'i'))
  await turn()
  assert.deepEqual(carried.at(-1), ['g'])
})

test('few questions go together, and so does much of another kind', async () => {
  const { time, pass } = makeTime()
  const { lanes, carried, arrive } = makeCourier({ goAhead, time })
  lanes.push([...questions('a', 'b'), parcel('x'), parcel('y')])
  await turn()
  await arrive()
  pass(1000)
  lanes.push([parcel('k'), parcel('l'), parcel('m')])
  await turn()
  await arrive()
  assert.deepEqual(
    [carried, lanes.isIdle()],
    [
      [
        ['a', 'b', 'x', 'y'],
        ['k', 'l', 'm'],
      ],
      true,
    ],
  )
})

test('what was to follow one that did not arrive is let go at once, and what waits when the lane is stopped too', async () => {
  const { time, slept } = makeTime()
  const { lanes, carried, arrive } = makeCourier({ goAhead, time })
  lanes.push(questions('a', 'b', 'c'))
  await turn()
  await arrive(false)
  assert.deepEqual([carried, slept, lanes.isIdle()], [[['a']], [], true])
  lanes.push(questions('d', 'e', 'f').map((one) => ({ ...one, to: 'other' })))
  await turn()
  await arrive()
  lanes.stop()
  await turn()
  await turn()
  assert.deepEqual([carried, lanes.isIdle()], [[['a'], ['d']], true])
})
