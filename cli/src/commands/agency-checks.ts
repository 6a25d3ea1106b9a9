import { AppError } from '@madoguchi/kit'
import { describeNextStep } from '../check-causes.ts'
import type { Command, Values } from '../command.ts'
import { textOf } from '../command.ts'
import { agencyOptions, withAgencyDesk } from '../party/with-agency-desk.ts'
import { usageError } from '../usage-error.ts'

const exchangeOption = { type: 'string', value: 'ID', help: 'which one, as the list names it' } as const

const list: Command = {
  name: 'agency checks list',
  summary:
    'list the citizens who asked us to look again (確認の依頼), why their question ended so, and what to do next',
  examples: [
    'madoguchi agency checks list --agency mihon-kenpo',
    'madoguchi agency checks list --config city.env --all',
  ],
  options: { ...agencyOptions, all: { type: 'boolean', help: 'also what was cleared' } },
  async run(values, surroundings) {
    const checks = await withAgencyDesk({ values, surroundings }, (desk) =>
      desk.checks.list({ all: values.all === true }),
    )
    if (checks.length === 0) surroundings.out('Nobody waits for us to look again.\n')
    for (const { exchange, type, personRef, cause, receivedAt, clearedAt } of checks) {
      const state = clearedAt === undefined ? 'waits' : `cleared ${clearedAt.toISOString()}`
      surroundings.out(
        `${exchange}  ${receivedAt.toISOString()}  ${type}  ${personRef ?? '(nobody we know)'}  ${cause}  ${state}\n`,
      )
      if (clearedAt === undefined) surroundings.out(`    ${describeNextStep(cause)}\n`)
    }
    return 0
  },
}

const show: Command = {
  name: 'agency checks show',
  summary: 'show one of them, with how to reach the citizen where they said so',
  examples: ['madoguchi agency checks show --exchange exc_…'],
  options: { ...agencyOptions, exchange: exchangeOption },
  async run(values, surroundings) {
    const exchange = getExchange(values)
    const check = await withAgencyDesk({ values, surroundings }, (desk) => desk.checks.show(exchange))
    if (check === undefined) throw unknown(exchange)
    const rows = [
      ['exchange', check.exchange],
      ['asked by', check.inquirer],
      ['type', check.type],
      ['person', check.personRef ?? '(nobody we know)'],
      ['cause', check.cause],
      ['received', check.receivedAt.toISOString()],
      ...(check.clearedAt === undefined
        ? [
            ['name', check.name ?? '(not said)'],
            ['telephone', check.phone ?? '(not said)'],
            ['next', describeNextStep(check.cause)],
          ]
        : [
            ['cleared', `${check.clearedAt.toISOString()} by ${check.clearedBy}`],
            ['note', check.note ?? ''],
          ]),
    ]
    surroundings.out(rows.map(([name = '', value]) => `${name.padEnd(10)} ${value}\n`).join(''))
    return 0
  },
}

const clear: Command = {
  name: 'agency checks clear',
  summary: 'clear one: who did it and a note stay, how to reach the citizen is forgotten',
  examples: ['madoguchi agency checks clear --exchange exc_… --by 佐藤 --note "record mended, telephoned"'],
  options: {
    ...agencyOptions,
    exchange: exchangeOption,
    by: { type: 'string', value: 'NAME', help: 'who cleared it, up to 80 characters' },
    note: { type: 'string', value: 'TEXT', help: 'what was done, up to 500 characters' },
  },
  async run(values, surroundings) {
    const exchange = getExchange(values)
    const by = readLine(values, 'by', 80)
    const note = readLine(values, 'note', 500)
    if (by === undefined) throw usageError('Say who clears it: --by NAME.')
    const cleared = await withAgencyDesk({ values, surroundings }, (desk) =>
      desk.checks.clear({ exchange, by, ...(note === undefined ? {} : { note }) }),
    )
    if (!cleared.ok && cleared.code === 'CHECK_UNKNOWN') throw unknown(exchange)
    if (!cleared.ok) throw new AppError(cleared.code, `${exchange} was cleared before. (${cleared.code})`)
    surroundings.out(`${exchange} is cleared.\n`)
    return 0
  },
}

export const agencyChecks: readonly Command[] = [list, show, clear]

function getExchange(values: Values): string {
  return textOf(values, 'exchange') ?? fail('Say which one: --exchange ID, as "madoguchi agency checks list" names it.')
}

function readLine(values: Values, name: string, lengthMax: number): string | undefined {
  const text = textOf(values, name)
  if (text === undefined) return undefined
  const isLine = text.length > 0 && text.length <= lengthMax && !/\p{Cc}/u.test(text)
  return isLine ? text : fail(`--${name} takes one line of up to ${lengthMax} characters.`)
}

function fail(sentence: string): never {
  throw usageError(sentence)
}

function unknown(exchange: string): AppError {
  return new AppError('CHECK_UNKNOWN', `Nobody asked us to look again at ${exchange}. (CHECK_UNKNOWN)`)
}
