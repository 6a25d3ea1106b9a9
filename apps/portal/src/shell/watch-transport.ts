import type { Transport } from '@madoguchi/delivery'
import type { Clock } from '@madoguchi/kit'

export type Reached = { readonly successAt: Date | undefined; readonly failureAt: Date | undefined }
export type WatchedTransport = { readonly transport: Transport; find(party: string): Reached }

/** Remembers when each party was last reached, and when last not, since this process started. */
export function watchTransport(transport: Transport, clock: Clock): WatchedTransport {
  const parties = new Map<string, Reached>()
  const find = (party: string): Reached => parties.get(party) ?? { successAt: undefined, failureAt: undefined }
  return {
    find,
    transport: {
      async send(to, batch) {
        try {
          const receipt = await transport.send(to, batch)
          parties.set(to, { ...find(to), successAt: clock.now() })
          return receipt
        } catch (error) {
          parties.set(to, { ...find(to), failureAt: clock.now() })
          throw error
        }
      },
    },
  }
}
