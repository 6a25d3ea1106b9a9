import type { Surroundings } from './command/command.ts'
import { runOneOf } from './command/run-one-of.ts'
import { runProcess } from './command/run-process.ts'
import { makeMigrateCommand } from './migrate-party.ts'
import type { App } from './open-party.ts'
import type { Program, ProgramName } from './program.ts'
import { makeProgramCommand } from './run-party.ts'

/** A process that is one program, or prepares its database, and no other command, with no code of the other parties: what a service runs. */
export function runProgram<A extends App>(
  name: ProgramName,
  program: Program<A>,
  environment: Surroundings['environment'],
): Promise<void> {
  const commands = [makeProgramCommand(name, program), makeMigrateCommand(name, program)]
  return runProcess(environment, (surroundings) => runOneOf(commands, [name, ...process.argv.slice(2)], surroundings))
}
