import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gatherOnce } from './gather-once.ts'

test('what two journeys give under one name is found, and takes nobody’s place', () => {
  assert.deepEqual(gatherOnce([{ asked: 1 }, undefined, { closed: 2 }]), { asked: 1, closed: 2 })
  assert.throws(
    () =>
      gatherOnce([
        { asked: 1, closed: 2 },
        { delayed: 3, closed: 2 },
      ]),
    /two journeys give closed$/,
  )
})
