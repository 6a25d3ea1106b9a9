import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Bytes, no, ok, systemClock, systemRandom } from '@madoguchi/kit'
import { makeTurns } from '../shell/limits/turns.ts'
import { makeVerifyFiles } from './verify-files.ts'

const fileOf = (number: number) => ({ name: `${number}.pdf`, bytes: new Uint8Array([number]) })
const openTurns = () => makeTurns({ atOnce: 1, waitingMax: 5, clock: systemClock, random: systemRandom })

test('whoever brings ten documents waits for each anew: somebody who comes meanwhile with one is served between them', async () => {
  const order: number[] = []
  let isOther = false
  const verifyFiles = makeVerifyFiles({
    verifying: openTurns(),
    verifyDocument: async (pdf: Bytes) => {
      order.push(pdf[0] ?? 0)
      if (!isOther) {
        isOther = true
        other.push(verifyFiles([fileOf(99)], { group: 'address', one: 'other' }))
      }
      return ok([])
    },
  })
  const other: Promise<unknown>[] = []
  const files = Array.from({ length: 10 }, (_, i) => fileOf(i))
  const looked = await verifyFiles(files, { group: 'address', one: 'many' })
  await Promise.all(other)
  assert.deepEqual(order, [0, 99, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  assert.deepEqual(
    looked.map(({ name }) => name),
    files.map(({ name }) => name),
  )
})

test('each document is told by itself; after one for which there is no place the others are not tried, and say so', async () => {
  const seen: number[] = []
  const verifyFiles = makeVerifyFiles({
    verifying: openTurns(),
    verifyDocument: async (pdf: Bytes) => {
      seen.push(pdf[0] ?? 0)
      if (pdf[0] === 1) return no('DOCUMENT_MALFORMED', { reason: 'header' })
      return pdf[0] === 2 ? no('WORK_ROOM_FULL') : ok([])
    },
  })
  const looked = await verifyFiles([0, 1, 2, 3].map(fileOf), { group: 'address', one: '' })
  assert.deepEqual(
    looked.map(({ found }) => (typeof found === 'string' ? found : found.ok)),
    [true, 'no pdf', 'waited', 'waited'],
  )
  assert.deepEqual(seen, [0, 1, 2])
})

test('one document of several takes nothing from the others: each is handed over as a copy, and one alone as it came', async () => {
  const body = new Uint8Array([7, 8])
  const files = [0, 1].map((i) => ({ name: '', bytes: body.subarray(i, i + 1) }))
  const given: Bytes[] = []
  const verifyDocument = async (pdf: Bytes) => {
    given.push(pdf)
    return ok([])
  }
  const verifyFiles = makeVerifyFiles({ verifying: openTurns(), verifyDocument })
  await verifyFiles(files, { group: '', one: '' })
  await verifyFiles(files.slice(0, 1), { group: '', one: '' })
  assert.deepEqual(
    given.map(({ buffer }) => buffer === body.buffer),
    [false, false, true],
  )
})
