/** What one entry measured: a value a round, best and worst kept; beside it what the machine could do at the most. */
export type Measured = {
  readonly values: readonly number[]
  /** More rows of the same rounds, such as another percentile. */
  readonly more?: readonly {
    readonly name: string
    readonly unit?: string
    readonly isHigherBetter?: boolean
    readonly values: readonly number[]
    /** Where a row has another limit than the first. */
    readonly limit?: Measured['limit']
  }[]
  /** The nearest thing to a limit of this machine, measured in the same run. */
  readonly limit: { readonly what: string; readonly value: number }
}
