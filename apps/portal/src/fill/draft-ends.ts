import type { DraftHead } from './draft.ts'
import { draftLimits } from './draft-limits.ts'
import type { DraftOwner } from './draft-owner.ts'

/** When a draft ends if nobody saves it before, and whether that is so near that it is said more loudly. */
export type DraftEnd = { readonly at: Date; readonly isSoon: boolean; readonly keptMs: number }

const limits = {
  account: { keptMs: draftLimits.accountKeptMs, warnedMs: draftLimits.accountWarnedMs },
  browser: { keptMs: draftLimits.browserKeptMs, warnedMs: draftLimits.browserWarnedMs },
} as const

export function getEnd(
  { updatedAt }: Pick<DraftHead, 'updatedAt'>,
  { kind, now }: { kind: DraftOwner['kind']; now: Date },
): DraftEnd {
  const { keptMs, warnedMs } = limits[kind]
  const at = new Date(updatedAt.getTime() + keptMs)
  return { at, isSoon: at.getTime() - now.getTime() <= warnedMs, keptMs }
}
