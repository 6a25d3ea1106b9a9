import type { Stage } from './stage.ts'

/** What one entry measured: a value a round, best and worst kept; beside it what the machine could do at the most. */
export type Measured = {
  readonly values: readonly number[]
  /** More rows of the same rounds, such as another percentile. */
  readonly more?: readonly (Partial<Pick<Entry, 'unit' | 'isHigherBetter'>> & {
    readonly name: string
    readonly values: readonly number[]
    /** Where a row has another limit than the first. */
    readonly limit?: Measured['limit']
  })[]
  /** The nearest thing to a limit of this machine, measured in the same run. */
  readonly limit: { readonly what: string; readonly value: number }
}

/** What this machine lacks for an entry. */
export type Skipped = { readonly skipped: string }

export type Entry = {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly isHigherBetter: boolean
  run(stage: Stage): Promise<Measured | Skipped>
}
