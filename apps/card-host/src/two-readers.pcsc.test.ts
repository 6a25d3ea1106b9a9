import assert from 'node:assert'
import { test } from 'node:test'
import { type CardSlot, lookAtSecret, withMyNumberCard } from '@madoguchi/card'
import { listReaders, withCard } from '@madoguchi/card/pcsc'
import { hex } from '@madoguchi/kit'
import { openVirtualCard, type VirtualCard } from '@madoguchi/virtual-card'
import { findReasonToSkip, withTestReader } from '@madoguchi/virtual-card/test-reader'
import { issueCard } from './testing/issued-card.fixture.ts'

const slot: CardSlot = { withCard, listReaders }
const file = await issueCard()
const look = async (readerName?: string) => {
  const seen = await withMyNumberCard({ slot, timeoutMs: 5000, readerName }, (transmit) =>
    lookAtSecret(transmit, { secret: 'authentication', checkCertificate: () => true }),
  )
  return seen.ok ? 'seen' : `${seen.code} ${Object.values(seen.facts).join()}`.trim()
}
const another = (word: string): VirtualCard => {
  const card = openVirtualCard({ file })
  return {
    ...card,
    transmit: async (command) => (command[1] === 0xa4 && command[2] === 4 ? hex.decode(word) : card.transmit(command)),
  }
}

test('in two real readers the My Number Card is found behind another card, and of two My Number Cards the holder is asked', {
  skip: findReasonToSkip(),
}, async () => {
  for (const word of ['6a82', '6a86', '6999'])
    await withTestReader(another(word), async () => assert.equal(await look(), 'seen', word), openVirtualCard({ file }))
  await withTestReader(
    openVirtualCard({ file }),
    async ({ name }) => {
      assert.match(await look(), /^CARD_SEVERAL Test My Number Reader 00 00、Test My Number Reader 00 01$/)
      assert.equal(await look(name), 'seen')
      // Another program holds one of them: the other is the one that can be used.
      const held = await withCard(
        { readerName: name, timeoutMs: 5000 },
        async () => ({ ok: true, value: await look() }) as const,
      )
      assert.deepEqual(held, { ok: true, value: 'seen' })
    },
    openVirtualCard({ file }),
  )
})
