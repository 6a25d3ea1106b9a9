import { parseArgs } from 'node:util'
import { AppError } from '@madoguchi/kit'
import { usageWords } from './command.ja.ts'
import type { Command, Surroundings } from './command.ts'
import { renderCommandHelp, renderHelp } from './help.ts'
import { renderFailure } from './render-failure.ts'
import { findSystemSentence } from './system-sentence.ts'
import { parseErrorOf, usageError } from './usage-error.ts'

/** Trying again changes nothing about these; 78 is EX_CONFIG of sysexits.h, and a service manager stops at it. */
const forAPerson = /^(CONFIG_|LEDGER_)/

/** Runs the command of these that a call names. Exit status: 0 done, 1 something got in the way, 2 the call's words are off, 78 only a person can mend it. */
export async function runOneOf(
  commands: readonly Command[],
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { out, err } = surroundings
  // "help agency letters" is "agency letters --help".
  if (args[0] === 'help') return runOneOf(commands, [...args.slice(1), '--help'], surroundings)
  const { command, group, depth } = readNamed(commands, args)
  const words = args.slice(depth)
  const asked = asksForHelp(words) ? out : err
  if (command === undefined) {
    const name = args.slice(0, depth).join(' ')
    if (depth === 0 && (words.length === 0 || asksForHelp(words.slice(0, 1)))) out(renderHelp(commands))
    else if (words.length === 0 || asksForHelp(words.slice(0, 1)))
      asked(asked === out ? renderHelp(group) : `${usageWords.wordMissing(name)}\n\n${renderHelp(group)}`)
    else err(`${usageWords.commandUnknown(wordsOf(args, depth), depth === 0 ? '' : `${name} `)}\n`)
    return asked === out || args.length === 0 ? 0 : 2
  }
  try {
    if (asksForHelp(words)) {
      out(renderCommandHelp(command, group))
      return 0
    }
    return await command.run(readValues(command, words), surroundings)
  } catch (error) {
    const sentence = findSystemSentence(error)
    if (sentence !== undefined) {
      err(`${sentence}\n`)
      return 1
    }
    if (!(error instanceof AppError)) throw error
    err(error.code === 'USAGE' ? renderUsage(command, error.message) : `${renderFailure(error)}\n`)
    return error.code === 'USAGE' ? 2 : forAPerson.test(error.code) ? 78 : 1
  }
}

/** What is off, one call that is right, and where the others stand. */
function renderUsage({ name, examples }: Command, sentence: string): string {
  return `${usageWords.lookAt(sentence, { name, example: examples[0] })}\n`
}

function asksForHelp(words: readonly string[]): boolean {
  return words.includes('--help') || words.includes('-h')
}

type Named = { readonly command: Command | undefined; readonly group: readonly Command[]; readonly depth: number }

/**
 * What the first words of a call name: a command, or the beginning of several (`group`), whichever has more words. `depth`: how many they are.
 * A word behind a command that begins others, as "agency" does, is one of theirs.
 */
function readNamed(commands: readonly Command[], args: readonly string[]): Named {
  const dash = args.findIndex((word) => word.startsWith('-'))
  const words = dash === -1 ? args : args.slice(0, dash)
  for (let depth = words.length; depth > 0; depth--) {
    const name = words.slice(0, depth).join(' ')
    const command = commands.find((one) => one.name === name)
    const group = commands.filter((one) => one.name.startsWith(`${name} `))
    const isGroupOnly = group.length > 0 && words.length > depth
    if (command !== undefined && !isGroupOnly) return { command, group, depth }
    if (group.length > 0) return { command: undefined, group, depth }
  }
  return { command: undefined, group: commands, depth: 0 }
}

function readValues(command: Command, words: readonly string[]): ReturnType<typeof parseArgs>['values'] {
  try {
    const allowPositionals = command.operand !== undefined
    const options = { ...command.options }
    const { values, positionals } = parseArgs({ args: [...words], options, strict: true, allowPositionals })
    demandRequired(command, values)
    return allowPositionals ? { ...values, operands: positionals } : values
  } catch (error) {
    if (error instanceof AppError) throw error
    throw parseErrorOf(error)
  }
}

function demandRequired({ options }: Command, values: ReturnType<typeof parseArgs>['values']): void {
  const missing = Object.entries(options)
    .filter(([name, { isRequired }]) => isRequired === true && (values[name] === undefined || values[name] === ''))
    .map(([name, { value }]) => `--${name} ${value}`)
  if (missing.length > 0) throw usageError(usageWords.missing(missing))
}

/** What was meant for a command: the words that are one's beginning, and the next. */
function wordsOf(args: readonly string[], depth: number): string {
  const next = depth === 0 && args[1]?.startsWith('-') === false ? 2 : depth + 1
  return args.slice(0, next).join(' ')
}
