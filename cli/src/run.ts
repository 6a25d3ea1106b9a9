import type { Surroundings } from '@madoguchi/party'
import { runOneOf } from '@madoguchi/party'
import { commands } from './commands.ts'

/** Runs one call of `madoguchi`, and gives its exit status. */
export function run(args: readonly string[], surroundings: Surroundings): Promise<number> {
  return runOneOf(commands, args, surroundings)
}
