import type { Room } from '@madoguchi/delivery'
import type { Log, Verdict } from '@madoguchi/kit'
import { AppError, no, ok } from '@madoguchi/kit'
import type { Network } from '../shell/network.ts'

/** What we tell a program that is turned away because too much waits: an agency that is down is seldom back sooner. */
const retryAfterS = 300

type ByRoom<T> = {
  /** May be asked now. */
  readonly free: readonly T[]
  /** Their agency owes too many answers. */
  readonly crowded: readonly T[]
}

/** Who has room for a question: the core for all, and each provider for those that it owes an answer to. */
type RoomOf = Pick<Network, 'core'> & {
  readonly delivery: Pick<Network['delivery'], 'demandRoom'>
  readonly unanswered: Room
  readonly log: Log
}

/**
 * Which of these may be asked now. REQUEST_WAITS when none may: too much waits for the core, or each agency owes too many
 * answers.
 */
export async function splitByRoom<T extends { readonly provider: string }>(
  { core, delivery, unanswered, log }: RoomOf,
  wanted: readonly T[],
): Promise<Verdict<ByRoom<T>, 'REQUEST_WAITS'>> {
  if (await isCrowded(log, () => delivery.demandRoom(core))) return no('REQUEST_WAITS', { to: core, retryAfterS })
  const full = new Set<string>()
  for (const provider of new Set(wanted.map((one) => one.provider)))
    if (await isCrowded(log, () => unanswered.demand(provider))) full.add(provider)
  const [first] = full
  const free = wanted.filter(({ provider }) => !full.has(provider))
  if (free.length === 0 && first !== undefined) return no('REQUEST_WAITS', { to: first, retryAfterS })
  return ok({ free, crowded: wanted.filter(({ provider }) => full.has(provider)) })
}

async function isCrowded(log: Log, demand: () => Promise<void>): Promise<boolean> {
  try {
    await demand()
    return false
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'DELIVERY_BACKLOG_FULL') throw error
    log.warn('ASK_TURNED_AWAY', error.facts)
    return true
  }
}
