import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awaitCompany } from './await-company.ts'

test('whoever comes alone is waited with once, and goes', async () => {
  let looks = 0
  await awaitCompany(() => {
    looks++
    return 1
  }, 64)
  assert.ok(looks > 0)
})

test('as many as a run takes do not wait', async () => {
  let hasTurned = false
  setImmediate(() => {
    hasTurned = true
  })
  await awaitCompany(() => 64, 64)
  assert.equal(hasTurned, false)
})

test('an endless stream of others keeps nobody', async () => {
  let count = 0
  await awaitCompany(() => ++count, Number.POSITIVE_INFINITY)
})
