import assert from 'node:assert'
import { test } from 'node:test'
import { hex } from '@madoguchi/kit'
import { makeScript } from './script.fixture.ts'

const vector = {
  exchanges: [
    { command: '00 A4 04 0C 01 AA', answer: '9000' },
    { command: '00200098', answer: '63C3', comment: 'tries left?' },
  ],
}

test('a script answers what was recorded, in order', async () => {
  const { transmit, finish } = makeScript(vector)
  assert.equal(hex.encode(await transmit(hex.decode('00a4040c01aa'))), '9000')
  assert.equal(hex.encode(await transmit(hex.decode('00200098'))), '63c3')
  finish()
})

test('a script names the exchange and the byte that differ', async () => {
  await assert.rejects(makeScript(vector).transmit(hex.decode('00a4040c01ab')), {
    message: 'exchange 1, byte 5: the script has aa, the command ab',
  })
  const { transmit } = makeScript(vector)
  await transmit(hex.decode('00a4040c01aa'))
  await assert.rejects(transmit(hex.decode('0020009800')), {
    message: 'exchange 2 (tries left?), byte 4: the script has nothing, the command 00',
  })
})

test('a script does not end early nor late', async () => {
  const { transmit, finish } = makeScript({ exchanges: vector.exchanges.slice(0, 1) })
  assert.throws(finish, { message: 'only 0 of 1 exchanges took place' })
  await transmit(hex.decode('00a4040c01aa'))
  await assert.rejects(transmit(hex.decode('00')), { message: 'exchange 2: the script has only 1' })
})
