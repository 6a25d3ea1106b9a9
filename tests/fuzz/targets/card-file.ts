import assert from 'node:assert/strict'
import { openVirtualCard, parseCardFile } from '@madoguchi/virtual-card'
import { makeTestCardFile } from '@madoguchi/virtual-card/test-card'
import { mutatedJson } from '../mutate.ts'
import { refusedByName } from '../refused-by-name.ts'
import { makeTarget } from '../target.ts'

const selectJpki = '00a4040c0ad392f000260100000001'

/** A card file that somebody edited: refused by the field that is wrong, or a card that works. */
export const cardFile = makeTarget<unknown>({
  name: 'card-file',
  shortRuns: 1000,
  msMax: 500,
  stepsMax: 20_000,
  async open() {
    const file = makeTestCardFile()
    const long = 'あ'.repeat(300_000)
    return {
      large: [
        { ...file, [long]: long },
        { ...file, authentication: long },
      ],
      inputs: mutatedJson([file, { ...file, signing: null }]),
      async check(input) {
        const read = refusedByName(() => parseCardFile(input), /^VIRTUAL_CARD_FILE_MALFORMED$/)
        if ('code' in read) return
        const card = openVirtualCard({ file: read.value })
        const answer = await card.transmit(new Uint8Array(Buffer.from(selectJpki, 'hex')))
        assert.equal(answer.length, 2)
        assert.ok(read.value.authentication.triesLeft <= 3)
      },
    }
  },
})
