import type { Dice } from '../dice.ts'

export type Options = {
  readonly exchanges: number
  readonly lastsMs: number
  readonly dice: Dice
  /** The long form is thorough, the short one is for every run of the tests. */
  readonly isLong: boolean
  say(line: string): void
}

export type Outcome = {
  readonly name: string
  readonly isGood: boolean
  /** Why it was not run, where it was not. */
  readonly skipped?: string
  readonly figures: Readonly<Record<string, number | string>>
  /** What must not be, with ids. */
  readonly complaints: readonly string[]
}

export type Scenario = {
  readonly name: string
  readonly title: string
  run(options: Options): Promise<Outcome>
}
