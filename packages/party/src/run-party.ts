import { serve } from '@madoguchi/server'
import type { Command, Option, Surroundings, Values } from './command/command.ts'
import { textOf } from './command/command.ts'
import { partyHelp, readSource } from './config/config.ts'
import { openDoors } from './open-doors.ts'
import type { App, Party } from './open-party.ts'
import { openParty } from './open-party.ts'
import type { Configured, Program, ProgramName } from './program.ts'

export const configOption = {
  type: 'string',
  value: 'FILE',
  help: 'NAME=value lines; what stands in the environment wins',
} as const satisfies Option

/** The command that runs one program until it is told to stop. */
export function makeProgramCommand<A extends App>(name: ProgramName, program: Program<A>): Command {
  return {
    name,
    summary: program.summary,
    examples: [
      `madoguchi ${name} --config /etc/madoguchi/${name}.env`,
      `madoguchi ${name} --config ${name}.env --check`,
    ],
    options: {
      config: configOption,
      check: { type: 'boolean', help: 'say whether configuration, directory and keys are good, and end' },
    },
    settings: { ...partyHelp, ...program.help },
    async run(values, surroundings) {
      const configured = await configure(program, values, surroundings)
      await using party = await openParty({ ...configured, err: surroundings.err })
      if (values.check === true) {
        surroundings.out(`The configuration of ${configured.config.party} is good.\n`)
        return 0
      }
      await stay({ configured, party, signal: surroundings.signal })
      return 0
    },
  }
}

export async function configure<A extends App>(
  program: Program<A>,
  values: Values,
  { environment }: Surroundings,
): Promise<Configured<A>> {
  return program.configure(await readSource(textOf(values, 'config'), environment))
}

/** Starts the app and opens its doors; at the signal closes the doors first, then lets what is under way finish. */
async function stay<A extends App>(options: {
  configured: Configured<A>
  party: Party
  signal: AbortSignal
}): Promise<void> {
  const { configured, party, signal } = options
  const { config, secrets, doors = [], notes = [], watch } = configured
  const { log } = party.deps
  const stack = new AsyncDisposableStack()
  try {
    const app = stack.use(await configured.start(party))
    for (const door of doors) {
      const fetch = async (request: Request, env?: unknown) => door.fetch(app, request, env)
      stack.use(await serve({ ...door.listen, fetch, stopMs: config.stopMs / 3 }))
    }
    stack.use(await openDoors({ config, secrets, party, app, watch, notes }))
    for (const note of notes) log.warn(note)
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    log.info('PARTY_STOPPING')
  } finally {
    const isDone = await Promise.race([stack.disposeAsync().then(() => true), waitMs(config.stopMs)])
    if (isDone) log.info('PARTY_STOPPED')
    else log.error('PARTY_STOP_LATE', { stopMs: config.stopMs })
  }
}

function waitMs(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), ms).unref())
}

/** Opens a party's app without any door, for a command that works on its data; what it posts leaves as always. */
export async function withApp<A extends App, T>(
  options: { program: Program<A>; values: Values; surroundings: Surroundings },
  use: (app: A, party: Party) => Promise<T>,
): Promise<T> {
  const { program, values, surroundings } = options
  const configured = await configure(program, values, surroundings)
  await using party = await openParty({ ...configured, err: surroundings.err })
  await using app = await configured.start(party)
  return await use(app, party)
}
