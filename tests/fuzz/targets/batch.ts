import assert from 'node:assert/strict'
import { hex } from '@madoguchi/kit'
import { encodeBatch, messageLimits, readBatch } from '@madoguchi/messages'
import { mutatedBytes } from '../mutate.ts'
import { openSampleSender } from '../sample-sender.ts'
import { makeTarget } from '../target.ts'

/** One meaning has one form: what is read as a batch is written the same again. */
export const batch = makeTarget<string>({
  name: 'batch',
  shortRuns: 3000,
  msMax: 1_000,
  stepsMax: 200_000,
  async open() {
    const { envelopes } = await openSampleSender()
    const many = Array.from({ length: messageLimits.batchMessagesMax }, () => Uint8Array.of(1, 2))
    const valid = [
      encodeBatch([]),
      encodeBatch(envelopes.slice(0, 1)),
      encodeBatch(envelopes.slice(0, 3)),
      encodeBatch(many),
    ]
    const full = many.map(() => new Uint8Array(30_000).fill(0x9f))
    return {
      large: [hex.encode(encodeBatch(full)), '9f'.repeat(messageLimits.batchSizeBytesMax)],
      inputs: mutatedBytes(valid),
      check(input) {
        const bytes = hex.decode(input)
        const read = readBatch(bytes)
        if (!read.ok) return assert.match(read.code, /^MESSAGE_(MALFORMED|TOO_LARGE)$/)
        assert.ok(read.value.length <= messageLimits.batchMessagesMax)
        assert.deepEqual(new Uint8Array(encodeBatch(read.value)), bytes)
      },
    }
  },
})
