import assert from 'node:assert/strict'
import { createPublicKey } from 'node:crypto'
import { hex } from '@madoguchi/kit'
import { messageLimits, readReceipt, signReceipt } from '@madoguchi/messages'
import { mutatedBytes } from '../mutate.ts'
import { openSampleSender } from '../sample-sender.ts'
import { makeTarget } from '../target.ts'

/** Nobody can change the receiver's word on a message. */
export const receipt = makeTarget<string>({
  name: 'receipt',
  shortRuns: 2000,
  msMax: 500,
  stepsMax: 10_000,
  async open() {
    const { key } = await openSampleSender()
    const publicKey = createPublicKey(key.privateKey)
    const id = 'msg_zT1OtIX9aV9H5WKvbGksEg'
    const receipts = [
      ...([1, 2] as const).flatMap((form) => {
        const sender = form === 1 ? {} : { sender: 'portal' }
        const refused = [
          { ...sender, id, code: 'MESSAGE_SCHEMA' },
          { id: '#abc', code: 'MESSAGE_MALFORMED' },
        ]
        return [[], [{ ...sender, id }], refused].map((lines) => signReceipt({ form, from: 'core', key, lines }))
      }),
    ].map((bytes) => new Uint8Array(bytes))
    const known = new Set(receipts.map((bytes) => hex.encode(bytes)))
    const lines = Array.from({ length: 500 }, () => ({ sender: 'portal', id, code: 'MESSAGE_SCHEMA' }) as const)
    const full = hex.encode(signReceipt({ form: 2, from: 'core', key, lines }))
    known.add(full)
    return {
      large: [full, '9f'.repeat(messageLimits.receiptSizeBytesMax)],
      inputs: mutatedBytes(receipts),
      check(input) {
        const read = readReceipt(hex.decode(input), (from, keyId) =>
          from === 'core' && keyId === key.keyId ? publicKey : undefined,
        )
        if (read.ok) assert.ok(known.has(input), 'a receipt that nobody signed was believed')
        else assert.match(read.code, /^MESSAGE_(MALFORMED|SIGNATURE)$/)
      },
    }
  },
})
