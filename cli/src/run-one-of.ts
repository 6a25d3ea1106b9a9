import { parseArgs } from 'node:util'
import { AppError } from '@madoguchi/kit'
import type { Command, Surroundings } from './command.ts'
import { renderCommandHelp, renderHelp } from './help.ts'
import { findSystemSentence } from './system-sentence.ts'
import { usageError } from './usage-error.ts'

/** Trying again changes nothing about these; 78 is EX_CONFIG of sysexits.h, and a service manager stops at it. */
const forAPerson = /^(CONFIG_|LEDGER_)/

/** Runs the command of these that a call names. Exit status: 0 done, 1 something got in the way, 2 the call's words are off, 78 only a person can mend it. */
export async function runOneOf(
  commands: readonly Command[],
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> {
  const { out, err } = surroundings
  const command = findCommand(commands, args)
  if (command === undefined) {
    const asksForHelp = args.length === 0 || asksForHelpOf(args) || args[0] === 'help'
    const group = commands.filter(({ name }) => name.startsWith(`${args[0]} `))
    if (asksForHelp) out(renderHelp(commands))
    else if (group.length > 0 && asksForHelpOf(args.slice(1))) {
      out(renderHelp(group))
      return 0
    } else if (group.length > 0 && args.length === 1) err(`"${args[0]}" wants a second word.\n\n${renderHelp(group)}`)
    else err(`There is no command "${wordsOf(args)}". See "madoguchi --help".\n`)
    return asksForHelp ? 0 : 2
  }
  try {
    const words = args.slice(command.name.split(' ').length)
    if (words.includes('--help') || words.includes('-h')) {
      out(renderCommandHelp(command))
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
    const hint = error.code === 'USAGE' ? ` See "madoguchi ${command.name} --help".` : ''
    err(`${error.message}${hint}\n`)
    return error.code === 'USAGE' ? 2 : forAPerson.test(error.code) ? 78 : 1
  }
}

function asksForHelpOf(words: readonly string[]): boolean {
  return words[0] === '--help' || words[0] === '-h'
}

function findCommand(commands: readonly Command[], args: readonly string[]): Command | undefined {
  const found = commands.filter(({ name }) => name.split(' ').every((word, i) => args[i] === word))
  // "agency import" is not "agency" with a word too many.
  return found.sort((a, b) => b.name.length - a.name.length)[0]
}

function readValues(command: Command, words: readonly string[]): ReturnType<typeof parseArgs>['values'] {
  try {
    const allowPositionals = command.operand !== undefined
    const options = { ...command.options }
    const { values, positionals } = parseArgs({ args: [...words], options, strict: true, allowPositionals })
    return allowPositionals ? { ...values, operands: positionals } : values
  } catch (error) {
    // node names the option that is wrong in a sentence; the rest of its text is advice for programmers.
    throw usageError(`${(error as Error).message.split('. ')[0]}.`)
  }
}

/** What was meant for a command: the first word, and the second unless it is an option. */
function wordsOf([first = '', second = '-']: readonly string[]): string {
  return second.startsWith('-') ? first : `${first} ${second}`
}
