import type { LimitName } from '../shell/limits/table.ts'

/** One line of the source as it is, and in its place a limit that hits others, most as it was once. */
export type OldLimit = {
  /** From the root of the checkout. */
  readonly file: string
  readonly now: string
  readonly before: string
}

/** By row. */
export type OldLimits = Readonly<Partial<Record<LimitName, OldLimit>>>

/** Who had a place keeps it, however often. */
export const aWall: OldLimit = {
  file: 'apps/portal/src/shell/limits/turns.ts',
  now: 'if (own + 1 < lane.waiting.length) return true',
  before: 'return own + 1 < lane.waiting.length',
}
