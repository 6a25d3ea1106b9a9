import { writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { entries } from './entries.ts'
import type { Entry } from './entry.ts'
import type { Measured } from './measured.ts'
import { openStage } from './stage.ts'

const help = `npm run bench -- [NAME …] [--large] [--json FILE] [--list]

Measures Madoguchi on this machine: one table, and with --json the same as a file.
Figures are medians over the rounds of one run, worst and best beside them; compare ratios, not single runs.
--large fills databases up to a million residents and ten million records (half an hour, 31 GB of disk).
`

type Row = {
  name: string
  title: string
  value: number
  worst: number
  best: number
  unit: string
  limit: string
  limitValue: number
  ratio: number
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'string' },
      large: { type: 'boolean' },
      list: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help === true) {
    process.stdout.write(help)
    return 0
  }
  if (values.list === true) {
    for (const { name, title } of entries) process.stdout.write(`${name.padEnd(12)} ${title}\n`)
    return 0
  }
  const unknown = positionals.filter((name) => !entries.some((entry) => entry.name === name))
  if (unknown.length > 0) {
    process.stderr.write(`There is no entry ${unknown.join(', ')}; --list names them.\n`)
    return 2
  }
  const chosen = entries.filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  await using stage = openStage({ isLarge: values.large === true })
  const rows: Row[] = []
  for (const entry of chosen) {
    process.stderr.write(`${entry.name} …\n`)
    const measured = await entry.run(stage)
    if ('skipped' in measured) {
      process.stderr.write(`${entry.name} is left out: ${measured.skipped}\n`)
      continue
    }
    rows.push(rowOf(entry, measured))
    for (const row of measured.more ?? []) rows.push(rowOf({ ...entry, ...row }, { ...measured, ...row }))
  }
  process.stdout.write(renderTable(rows))
  if (values.json !== undefined) {
    const machine = {
      cpus: cpus().length,
      model: cpus()[0]?.model ?? 'unknown',
      memoryBytes: totalmem(),
      node: process.version,
    }
    await writeFile(
      values.json,
      `${JSON.stringify({ measuredAt: new Date().toISOString(), machine, entries: rows }, null, 2)}\n`,
    )
  }
  return 0
}

function rowOf({ name, title, unit, isHigherBetter }: Entry, { values, limit }: Measured): Row {
  const sorted = [...values].sort((a, b) => a - b)
  const low = sorted[0] ?? Number.NaN
  const high = sorted.at(-1) ?? Number.NaN
  const value = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const [worst, best] = isHigherBetter ? [low, high] : [high, low]
  return {
    name,
    title,
    value,
    worst,
    best,
    unit,
    limit: limit.what,
    limitValue: limit.value,
    ratio: value / limit.value,
  }
}

function renderTable(rows: readonly Row[]): string {
  const lines = rows.map(({ name, value, worst, best, unit, limit, limitValue, ratio }) =>
    [name, format(value), format(worst), format(best), unit, `${limit}: ${format(limitValue)}`, format(ratio)].join(
      ' | ',
    ),
  )
  return `| ${['entry | median | worst | best | unit | limit of this machine | ratio', '---|---:|---:|---:|---|---|---:', ...lines].join(' |\n| ')} |\n`
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
process.exitCode = await main()
