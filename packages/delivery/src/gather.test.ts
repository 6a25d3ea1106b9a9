import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AppError } from '@madoguchi/kit'
import { gather } from './gather.ts'

test('what comes while a run is under way shares the next one, and each gets its own result', async () => {
  const groups: number[] = []
  const double = gather(async (items: readonly number[]) => {
    groups.push(items.length)
    await new Promise((resolve) => setImmediate(resolve))
    return items.map((item) => item * 2)
  })
  const first = double(1)
  await new Promise((resolve) => queueMicrotask(() => resolve(undefined)))
  const rest = [2, 3, 4].map((item) => double(item))
  assert.deepEqual(await Promise.all([first, ...rest]), [2, 4, 6, 8])
  assert.deepEqual(groups, [1, 3])
  assert.equal(await double(5), 10)
})

test('a run goes with whoever comes while it waits for company', async () => {
  const groups: number[] = []
  const arrivals: number[] = []
  let goOn = () => {}
  const same = gather(
    async (items: readonly string[]) => {
      groups.push(items.length)
      return items
    },
    {
      gatherAround: (countWaiting) =>
        new Promise((resolve) => {
          goOn = resolve
          assert.equal(countWaiting(), 1)
        }),
      noteArrival: (count) => void arrivals.push(count),
    },
  )
  const first = same('first')
  await new Promise((resolve) => setImmediate(resolve))
  const second = same('second')
  goOn()
  assert.deepEqual(await Promise.all([first, second]), ['first', 'second'])
  assert.deepEqual(groups, [2])
  assert.deepEqual(arrivals, [1, 2])
})

test('never more than sixty-four share one run', async () => {
  const groups: number[] = []
  const same = gather(async (items: readonly number[]) => {
    groups.push(items.length)
    return items
  })
  await Promise.all(Array.from({ length: 130 }, (_, i) => same(i)))
  assert.deepEqual(groups, [64, 64, 2])
})

test('one that breaks the run sinks only itself', async () => {
  const check = gather(async (items: readonly string[]) => {
    if (items.includes('bad')) throw new RangeError('bad')
    return items
  })
  const settled = await Promise.allSettled(['a', 'bad', 'b'].map((item) => check(item)))
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
})

test('a database that is away is asked once, not once for each', async () => {
  let runs = 0
  const ask = gather(async () => {
    runs++
    throw new AppError('DB_UNAVAILABLE', 'away')
  })
  const settled = await Promise.allSettled([ask(1), ask(2), ask(3)])
  assert.ok(settled.every(({ status }) => status === 'rejected'))
  assert.equal(runs, 1)
})
