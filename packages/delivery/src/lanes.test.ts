import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { laneParcelsMax, makeLanes } from './lanes.ts'
import type { Parcel } from './outbox.ts'

const parcel = (id: string, to = 'core', sizeBytes = 10): Parcel => ({
  id,
  to,
  name: 'withdraw',
  reference: null,
  bytes: new Uint8Array(sizeBytes),
})

function makeCourier() {
  const carried: string[][] = []
  const drained: string[] = []
  const waiting: ((hasArrived: boolean) => void)[] = []
  const lanes = makeLanes({
    carry(_, batch) {
      carried.push(batch.map(({ id }) => id))
      return new Promise((resolve) => waiting.push(resolve))
    },
    onDrained: (to) => void drained.push(to),
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
  lanes.push(Array.from({ length: 100 }, (_, i) => parcel(`p${i}`)))
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
  assert.ok(carried.every((batch) => batch.length <= 64))
  assert.equal(carried.flat().length, laneParcelsMax)
})

test('stops: carries what is on the way to its end and takes nothing more', async () => {
  const { lanes, carried, arrive, drained } = makeCourier()
  lanes.push(Array.from({ length: 100 }, (_, i) => parcel(`p${i}`)))
  await turn()
  lanes.stop()
  lanes.push([parcel('late')])
  assert.equal(lanes.isIdle(), false)
  await arrive()
  assert.deepEqual([carried.length, lanes.isIdle(), drained], [1, true, []])
})
