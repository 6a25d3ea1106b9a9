import assert from 'node:assert'
import { test } from 'node:test'
import { AppError, hex } from '@madoguchi/kit'
import { countWiped, listWiped } from '@madoguchi/kit/testing'
import fc from 'fast-check'
import { exchange, readAnswer } from './exchange.ts'

test('whatever bytes a reader gives, an answer is read or refused with the declared error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 4 }), (bytes) => {
      try {
        assert.equal(readAnswer(bytes).data.length, bytes.length - 2)
      } catch (error) {
        assert(error instanceof AppError && error.code === 'CARD_ANSWER_MALFORMED')
      }
    }),
  )
})

test('the bytes of a command, which may hold a PIN, are wiped once it is sent, also when the reader fails', async () => {
  const sent: Uint8Array[] = []
  const verify = { cla: 0, ins: 0x20, p1: 0, p2: 0x98, data: hex.decode('31323334') }
  await exchange(async (bytes) => {
    sent.push(bytes)
    return hex.decode('9000')
  }, verify)
  const broken = exchange(async (bytes) => {
    sent.push(bytes)
    throw new Error('reader gone')
  }, verify)
  await assert.rejects(broken, /reader gone/)
  assert.deepEqual(sent, [new Uint8Array(9), new Uint8Array(9)])
})

test('a card that always has more to say is left', async () => {
  const read = { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 }
  await assert.rejects(
    exchange(async () => hex.decode('006101'), read),
    { code: 'CARD_ANSWER_MALFORMED' },
  )
})

test('a card that never likes the length is asked only twice', async () => {
  let count = 0
  const { status } = await exchange(
    async () => {
      count++
      return hex.decode('6C10')
    },
    { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 },
  )
  assert.equal(status.outcome, 'wrong-expected-length')
  assert.equal(count, 2)
})

test('of what a card said in several pieces, what is given back is the only copy', async () => {
  const said: Uint8Array[] = []
  const pieces = ['01026102', '03049000']
  const transmit = async () => {
    const answer = hex.decode(pieces[said.length] ?? '')
    said.push(answer)
    return answer
  }
  const wiped = await listWiped(async () => {
    const { data } = await exchange(transmit, { cla: 0, ins: 0xb0, p1: 0, p2: 0, le: 256 })
    assert.deepEqual(data, Uint8Array.of(1, 2, 3, 4))
  })
  for (const piece of ['0102', '0304']) assert.equal(countWiped(wiped, hex.decode(piece)), 1)
  assert.deepEqual(said, [new Uint8Array(4), new Uint8Array(4)])
})
