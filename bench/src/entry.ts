import type { Measured } from './measured.ts'
import type { Stage } from './stage.ts'

/** What this machine lacks for an entry. */
export type Skipped = { readonly skipped: string }

export type Entry = {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly isHigherBetter: boolean
  run(stage: Stage): Promise<Measured | Skipped>
}
