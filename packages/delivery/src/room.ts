import type { Clock } from '@madoguchi/kit'
import { AppError, secondMs } from '@madoguchi/kit'
import { deliveryLimits } from './limits.ts'

/**
 * How much may wait, for each whom it waits for and in all, before nobody may begin anything new. Counted in memory:
 * what is added is noted, and what went is found out by counting again, only where the bound seems reached.
 */
export type Room = {
  /** Throws DELIVERY_BACKLOG_FULL when too much waits for this one to begin something new; less is too much where it is full in all. */
  demand(to: string): Promise<void>
  note(to: string, count: number): void
}

export const waitingMaxUnlessTold: number = deliveryLimits['messages-to-recipient'].most
/** In all, as many times the bound of one. */
const partiesTogether = deliveryLimits['messages-in-all'].most / waitingMaxUnlessTold
/** Where it is full in all, this part of the bound of one is still everybody's. */
const quietPart = 1 / 100
/** While it is full, it is counted again no more often, however many ask. */
const countEveryMs = secondMs

/** `count` gives how much waits by whom it waits for. The bound may be passed by what is begun while it counts. */
export function makeRoom(options: {
  max?: number | undefined
  clock: Clock
  count(): Promise<ReadonlyMap<string, number>>
}): Room {
  const { clock, count } = options
  const max = options.max ?? waitingMaxUnlessTold
  let known = new Map<string, number>()
  let total = 0
  let isCounted = false
  /** When a count last confirmed that no room was left for a party. */
  const confirmedAt = new Map<string, number>()
  let counting: Promise<void> | undefined

  function isFull(to: string): boolean {
    const own = known.get(to) ?? 0
    if (!isCounted || own >= max) return true
    return total >= partiesTogether * max && own >= max * quietPart
  }

  async function countAgain(): Promise<void> {
    known = new Map(await count())
    total = [...known.values()].reduce((sum, waiting) => sum + waiting, 0)
    isCounted = true
  }

  function isConfirmed(to: string): boolean {
    const at = confirmedAt.get(to)
    return at !== undefined && Math.abs(clock.now().getTime() - at) < countEveryMs
  }

  return {
    async demand(to) {
      if (!isFull(to)) return
      if (!isConfirmed(to)) {
        counting ??= countAgain().finally(() => {
          counting = undefined
        })
        await counting
        if (!isFull(to)) return void confirmedAt.delete(to)
        confirmedAt.set(to, clock.now().getTime())
      }
      throw new AppError('DELIVERY_BACKLOG_FULL', 'Too much waits for this party to begin anything new.', {
        facts: { to, waiting: known.get(to) ?? 0, waitingInAll: total, max },
      })
    },
    note(to, added) {
      known.set(to, (known.get(to) ?? 0) + added)
      total += added
    },
  }
}
