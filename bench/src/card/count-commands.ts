import type { VirtualCard } from '@madoguchi/virtual-card'

/** What a card was sent and answered since the last look. `bytes` are command and response, status words included. */
export type Conversation = { readonly commands: number; readonly bytes: number; readonly ms: number }

/** The same card, listened to: `take` gives the conversation so far and begins another. */
export function countCommands(card: VirtualCard): { card: VirtualCard; take(): Conversation } {
  let commands = 0
  let bytes = 0
  let firstAt = 0
  let lastAt = 0
  return {
    card: {
      ...card,
      async transmit(command) {
        if (commands === 0) firstAt = performance.now()
        const response = await card.transmit(command)
        commands++
        bytes += command.length + response.length
        lastAt = performance.now()
        return response
      },
    },
    take() {
      const conversation = { commands, bytes, ms: lastAt - firstAt }
      commands = 0
      bytes = 0
      firstAt = 0
      lastAt = 0
      return conversation
    },
  }
}
