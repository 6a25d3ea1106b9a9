import type { DraftHead } from './draft.ts'
import { draftLimits } from './draft-limits.ts'
import type { DraftOwner } from './draft-owner.ts'

/**
 * When a draft ends if nobody saves it before, and whether that is so near that it is said more loudly. One that `isOver` is there until
 * it is swept away.
 */
export type DraftEnd = {
  readonly at: Date
  readonly isSoon: boolean
  readonly isOver: boolean
  readonly keptMs: number
}

// What the mail counts as ending is marked on the list that it leads to.
const limits = {
  account: { keptMs: draftLimits.accountKeptMs, warnedMs: draftLimits.accountGatheredMs },
  browser: { keptMs: draftLimits.browserKeptMs, warnedMs: draftLimits.browserWarnedMs },
} as const

export function getEnd(
  { updatedAt }: Pick<DraftHead, 'updatedAt'>,
  { kind, now }: { kind: DraftOwner['kind']; now: Date },
): DraftEnd {
  const { keptMs, warnedMs } = limits[kind]
  const at = new Date(updatedAt.getTime() + keptMs)
  const leftMs = at.getTime() - now.getTime()
  return { at, isSoon: leftMs <= warnedMs, isOver: leftMs <= 0, keptMs }
}
