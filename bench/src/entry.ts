import type { Stage } from './stage.ts'

/** What one entry measured: a value a round, best and worst kept; beside it what the machine could do at the most. */
export type Measured = {
  readonly values: readonly number[]
  /** More rows of the same rounds, such as another percentile. */
  readonly more?: readonly (Partial<Pick<Entry, 'unit' | 'isHigherBetter'>> & {
    readonly name: string
    readonly values: readonly number[]
  })[]
  /** The nearest thing to a limit of this machine, measured in the same run. */
  readonly limit: { readonly what: string; readonly value: number }
}

export type Entry = {
  readonly name: string
  readonly title: string
  readonly unit: string
  readonly isHigherBetter: boolean
  run(stage: Stage): Promise<Measured>
}
