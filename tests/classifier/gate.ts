import { AppError } from '@madoguchi/kit'
import type { Nation } from '@madoguchi/nation'

/** The city's door, which a test keeps shut for some looks: a slow city takes its time, one that is away takes nothing. */
export type Gate = {
  /** One look of the watcher is over. */
  pass(): void
  /** Opens it for good, and gives the door back. */
  open(): void
  readonly isShut: boolean
}

export function shutGate(nation: Nation, options: { looks: number; isAway: boolean }): Gate {
  let left = options.looks
  const { promise, resolve } = Promise.withResolvers<void>()
  const { receive } = nation.agencyOf('mihon-shi').delivery
  const restore = (batch: Uint8Array) => receive(batch)
  if (left > 0)
    nation.network.connect('mihon-shi', async (batch) => {
      if (left > 0 && options.isAway) throw new AppError('DELIVERY_UNREACHABLE', 'The city is away.')
      await promise
      return receive(batch)
    })
  const open = () => {
    left = 0
    resolve()
    nation.network.connect('mihon-shi', restore)
  }
  return {
    pass() {
      left -= 1
      if (left === 0) open()
    },
    open,
    get isShut() {
      return left > 0
    },
  }
}
