import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCompany } from './company.ts'

test('whoever comes alone is waited with, and goes', async () => {
  const { gatherAround } = makeCompany()
  await gatherAround(() => 1, 64)
  await gatherAround(() => 1, 64)
})

test('eight do not wait, nor do as many as may go together', async () => {
  let hasTurned = false
  setImmediate(() => {
    hasTurned = true
  })
  await makeCompany().gatherAround(() => 8, 64)
  await makeCompany().gatherAround(() => 3, 3)
  assert.equal(hasTurned, false)
})

test('as many as went together lately go at once, also when the last of them comes late', async () => {
  const { gatherAround, noteArrival } = makeCompany()
  await gatherAround(() => 3, 64)
  let isSettled = false
  const all = gatherAround(() => 3, 64).then(() => {
    isSettled = true
  })
  await Promise.resolve()
  await Promise.resolve()
  assert.equal(isSettled, true)
  await all

  let count = 2
  const late = gatherAround(() => count, 64)
  count = 3
  noteArrival(count)
  await late
})

test('an endless stream of others keeps nobody', async () => {
  let count = 0
  await makeCompany().gatherAround(() => ++count, 64)
})

test('an arrival that nobody waits for is no matter', () => {
  makeCompany().noteArrival(1)
})
