import type { CardSlot } from '@madoguchi/card'
import { hex, no, ok } from '@madoguchi/kit'
import { type CardFile, openVirtualCard } from '@madoguchi/virtual-card'

/** A slot that holds a card, or none. `sent` are the commands, hexadecimal; a `power-off` ends each transaction. */
export function makeSlot(file?: CardFile, meddle?: (command: string, count: number) => void | Promise<void>) {
  const sent: string[] = []
  const card = file && openVirtualCard({ file })
  const slot: CardSlot = {
    async withCard(_, use) {
      if (card === undefined) return no('CARD_NO_CARD')
      try {
        return await use(async (command) => {
          const text = hex.encode(command)
          sent.push(text)
          await meddle?.(text, sent.length)
          return card.transmit(command)
        })
      } finally {
        await card.powerOff()
        sent.push('power-off')
      }
    },
    listReaders: async () => ok([{ name: 'A reader', hasCard: card !== undefined, isMute: false, isInUse: false }]),
  }
  return { slot, sent, commands: () => sent.filter((command) => command !== 'power-off') }
}
