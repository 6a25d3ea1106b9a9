import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { deriveReaderKey } from '@madoguchi/messages'
import { makeReaderKeys } from './reader-keys.ts'

describe('reader keys', () => {
  const secret = new Uint8Array(32).fill(7)

  it('are the same whether kept, taken twice, or made again after a restart', async () => {
    const keys = makeReaderKeys(secret)
    const { publicKey } = await keys.make('exc_1')
    for (const again of [
      await keys.take('exc_1'),
      await keys.take('exc_1'),
      await makeReaderKeys(secret).take('exc_1'),
    ])
      assert.equal(again.publicKey, publicKey)
    assert.equal((await deriveReaderKey(secret, 'exc_1')).publicKey, publicKey)
  })

  it('stay right when more wait than are kept', async () => {
    const keys = makeReaderKeys(secret)
    const first = await keys.make('exc_first')
    for (let i = 0; i < 10_001; i++) await keys.make(`exc_${i}`)
    assert.equal((await keys.take('exc_first')).publicKey, first.publicKey)
    assert.notEqual((await keys.take('exc_1')).publicKey, first.publicKey)
  })
})
