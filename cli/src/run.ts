import type { Surroundings } from './command.ts'
import { commands } from './commands.ts'
import { runOneOf } from './run-one-of.ts'

/** Runs one call of `madoguchi`, and gives its exit status. */
export function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  return runOneOf(commands, args, surroundings)
}
