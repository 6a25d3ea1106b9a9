import type { ParseArgsOptionsConfig } from 'node:util'

/** What a command works with: nothing is taken from the process but here. */
export type Surroundings = {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Fires on Ctrl-C and SIGTERM. */
  readonly signal: AbortSignal
  readonly readStdin: () => Promise<string>
  readonly isTerminal: boolean
  /** The variables of the environment. */
  readonly environment: Readonly<Record<string, string | undefined>>
}

export type Option = ParseArgsOptionsConfig[string] & {
  readonly value?: string
  readonly help: string
  /** Without it nothing is done: whatever is missing is named at once, before the command runs. */
  readonly isRequired?: true
}

export type Command = {
  /** Three words at the most: `demo start`, `agency checks list`. */
  readonly name: string
  readonly summary: string
  /** What stands behind the name without an option: `FILE.pdf`. In the values as `operands`. */
  readonly operand?: string
  /** Examples, one a line. */
  readonly examples: readonly string[]
  readonly options: Readonly<Record<string, Option>>
  /** Settings that a configuration file or the environment gives, with a line of help each. */
  readonly settings?: Readonly<Record<string, string>>
  /** Gives the exit status. Throws AppError, whose message is shown. */
  run(values: Values, surroundings: Surroundings): Promise<number>
}

export type Values = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>

/** The values of a text option that may be given several times. */
export function textsOf(values: Values, name: string): readonly string[] {
  const value = values[name]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** The value of a text option, or undefined. */
export function textOf(values: Values, name: string): string | undefined {
  const value = values[name]
  return typeof value === 'string' ? value : undefined
}
