import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeTurns } from './make-turns.ts'

test('so many at once, the next in their order, and whoever comes to a full queue hears it', async () => {
  const takeTurn = makeTurns({ atOnce: 2, waitingMax: 2 })
  const [ends, order]: [(() => void)[], number[]] = [[], []]
  const act = (number: number) =>
    takeTurn(async () => {
      order.push(number)
      await new Promise<void>((resolve) => ends.push(resolve))
      return number
    })
  const acts = [1, 2, 3, 4].map(act)
  assert.equal(await act(5), undefined)
  assert.deepEqual(order, [1, 2])
  ends[1]?.()
  assert.equal(await acts[1], 2)
  assert.deepEqual(order, [1, 2, 3])
  ends[0]?.()
  ends[2]?.()
  await Promise.all([acts[0], acts[2]])
  ends[3]?.()
  assert.deepEqual(await Promise.all(acts), [1, 2, 3, 4])
})

test('whoever fails hands the turn over, too', async () => {
  const takeTurn = makeTurns({ atOnce: 1, waitingMax: 1 })
  const failing = takeTurn(async () => {
    throw new Error('broken')
  })
  const next = takeTurn(async () => 'done')
  await assert.rejects(failing, /broken/)
  assert.equal(await next, 'done')
})
