import { randomInt } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeDice } from './dice.ts'
import type { Outcome } from './scenarios/scenario.ts'
import { exchangesOf, scenarios } from './scenarios.ts'

const help = `npm run faults -- [--exchanges 10000] [--seed N] [--minutes M] [--scenario NAME]… [--json FILE]

Runs the network as separate operating-system processes and does its worst to it. Ends with 1 when anything was lost,
doubled, misplaced, or told differently by two sides, with the ids.

  --exchanges  what "kill" asks; the others take their share of it (mapping ten times as many). Default: 10000
  --seed       of the dice, to run the same plan again. Default: a new one
  --minutes    over which "kill" spreads its exchanges. Default: 8
  --scenario   only this one; may be given again
  --json       where the report goes. Default: madoguchi-faults.json in the system's temporary folder
  --list       the scenarios
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      exchanges: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      minutes: { type: 'string', default: '8' },
      scenario: { type: 'string', multiple: true, default: [] },
      json: { type: 'string', default: join(tmpdir(), 'madoguchi-faults.json') },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return say(help)
  if (values.list) return say(`${scenarios.map(({ name, title }) => `${name.padEnd(12)} ${title}`).join('\n')}\n`)
  const [exchanges, minutes, seed] = [values.exchanges, values.minutes, values.seed ?? randomInt(2 ** 31)].map(Number)
  const unknown = values.scenario.filter((name) => !scenarios.some((each) => each.name === name))
  if (!(exchanges && exchanges > 0) || !(minutes && minutes > 0) || !Number.isSafeInteger(seed) || unknown.length > 0) {
    process.stderr.write(`${unknown.length > 0 ? `There is no scenario ${unknown.join(', ')}.\n` : ''}${help}`)
    return 2
  }
  const chosen = scenarios.filter(({ name }) => values.scenario.length === 0 || values.scenario.includes(name))
  const startedAt = new Date()
  process.stdout.write(`seed ${seed}\n`)
  const outcomes: Outcome[] = []
  for (const scenario of chosen) {
    const outcome = await scenario.run({
      exchanges: exchangesOf(scenario, exchanges),
      lastsMs: minutes * 60_000,
      dice: makeDice(seed ?? 0),
      isLong: exchanges > 1000,
      say: (line) => process.stderr.write(`${scenario.name}: ${line}\n`),
    })
    outcomes.push(outcome)
    process.stdout.write(renderOutcome(outcome))
  }
  const report = { startedAt, endedAt: new Date(), seed, exchanges, node: process.version, outcomes }
  await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`)
  process.stdout.write(`\nThe report is in ${values.json}.\n`)
  return outcomes.every(({ isGood }) => isGood) ? 0 : 1
}

function say(text: string): number {
  process.stdout.write(text)
  return 0
}

const shownMax = 50

function renderOutcome({ name, isGood, skipped, figures, complaints }: Outcome): string {
  if (skipped !== undefined) return `\n${name}: skipped, ${skipped}\n`
  const lines = [
    `\n${name}: ${isGood ? 'good' : 'NOT GOOD'}`,
    ...Object.entries(figures).map(([what, value]) => `  ${what.padEnd(20)} ${value}`),
    ...complaints.slice(0, shownMax).map((line) => `  ✖ ${line}`),
    ...(complaints.length > shownMax ? [`  … and ${complaints.length - shownMax} more, in the JSON file`] : []),
  ]
  return `${lines.join('\n')}\n`
}

process.exitCode = await main()
