import type { ShownCheck } from '@madoguchi/agency'
import type { Command } from '@madoguchi/party'
import { textOf } from '@madoguchi/party'
import { describeNextStep } from '../check-causes.ts'
import { getDone } from '../officer-sentences.ts'
import { readId } from '../read-id.ts'
import { agencyOptions, withChosenAgencyDesk } from '../with-chosen-agency-desk.ts'
import { demandValue } from './keys.ts'

const exchangeOption = { type: 'string', value: 'ID', help: 'which one, where it is not behind the name' } as const

const list: Command = {
  name: 'agency checks list',
  summary:
    'list the citizens who asked us to look again (確認の依頼), why their question ended so, and what to do next',
  examples: [
    'madoguchi agency checks list --agency my-insurer',
    'madoguchi agency checks list --config city.env --all',
  ],
  options: { ...agencyOptions, all: { type: 'boolean', help: 'also what was cleared' } },
  async run(values, surroundings) {
    const checks = await withChosenAgencyDesk({ values, surroundings }, (desk) =>
      desk.checks.list({ includesCleared: values.all === true }),
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
  operand: 'ID',
  examples: ['madoguchi agency checks show exc_…', 'madoguchi agency checks show --exchange exc_…'],
  options: { ...agencyOptions, exchange: exchangeOption },
  async run(values, surroundings) {
    const exchange = readId(values, { option: 'exchange', prefix: 'exc' })
    const check = await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.checks.show(exchange))
    if (check === undefined) getDone({ ok: false, code: 'CHECK_UNKNOWN', facts: {} })
    else surroundings.out(describe(check))
    return 0
  },
}

const clear: Command = {
  name: 'agency checks clear',
  summary: 'clear one: who did it and a note stay, how to reach the citizen is forgotten',
  operand: 'ID',
  examples: ['madoguchi agency checks clear exc_… --by 佐藤 --note "record mended, telephoned"'],
  options: {
    ...agencyOptions,
    exchange: exchangeOption,
    by: { type: 'string', value: 'NAME', help: 'the officer who cleared it', isRequired: true },
    note: { type: 'string', value: 'TEXT', help: 'what was done, up to 500 characters' },
  },
  async run(values, surroundings) {
    const exchange = readId(values, { option: 'exchange', prefix: 'exc' })
    const [by, note] = [demandValue(values, 'by'), textOf(values, 'note')]
    const order = { exchange, by, ...(note === undefined ? {} : { note }) }
    getDone(await withChosenAgencyDesk({ values, surroundings }, (desk) => desk.checks.clear(order)))
    surroundings.out(`${exchange} is cleared.\n`)
    return 0
  },
}

export const agencyChecks: readonly Command[] = [list, show, clear]

function describe(check: ShownCheck): string {
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
  return rows.map(([name = '', value]) => `${name.padEnd(10)} ${value}\n`).join('')
}
