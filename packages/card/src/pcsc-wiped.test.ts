import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ok } from '@madoguchi/kit'
import { useCard } from './pcsc.ts'

const answer = Uint8Array.of(0x31, 0x32, 0x33, 0x34, 0x90, 0x00)

/** A card that answers as the binding does, into our own buffer, which it keeps; and what is left of its readers. */
function makeConnected() {
  const buffers = new Set<ArrayBuffer>()
  const card = {
    async transmit(_command: Uint8Array, buffer: ArrayBuffer) {
      buffers.add(buffer)
      new Uint8Array(buffer).set(answer)
      return new Uint8Array(buffer, 0, answer.length)
    },
    async disconnect() {},
  }
  const pcsc = { CardDisposition: { UNPOWER: 2 } }
  return {
    buffers,
    connected: { card, pcsc, watch: {}, readerName: 'reader' } as never as Parameters<typeof useCard>[0],
  }
}

test('what a card answered stands in no buffer when the conversation is over, however it ended', async () => {
  for (const end of [async () => ok(1), () => Promise.reject(new TypeError('in the middle'))]) {
    const { buffers, connected } = makeConnected()
    const used = useCard({
      ...connected,
      async use(transmit) {
        assert.deepEqual(await transmit(Uint8Array.of(0)), answer)
        return end()
      },
    })
    await used.catch((error) => assert.ok(error instanceof TypeError))
    assert.equal(buffers.size, 1)
    for (const buffer of buffers) assert.ok(new Uint8Array(buffer).every((byte) => byte === 0))
  }
})
