import { randomInt } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { makeDice } from '../faults/dice.ts'
import { labels } from './people.ts'
import type { Judged } from './processes/judge.ts'
import { renderJudged } from './processes/judge.ts'
import { runClassifier } from './processes/run-classifier.ts'

const help = `npm run classify -- [--people 6] [--rounds 4] [--seed N] [--json FILE]

Starts the network as separate operating-system processes with a database of their own and real clocks, and has somebody
who holds people's cards try to tell who is ${labels.join(', ')} at みほん市: by pages, API bodies, sizes, history,
files, mails, the command line with its exit codes, and by how long everything takes. The city is up, slow, and killed and
started again. Then the same with three programs that tell: by one byte, by one row, by one step that takes a moment.

Ends with 1 when the 99 % interval of its accuracy does not hold chance, when a line shows for one and not for another, or
when it misses what was planted. Takes some ten minutes on two cores, twice that on very busy ones.

  --people  of each kind; an even number. Default: 6
  --rounds  questions of each while the city is up; half as many while it is slow or away. Default: 4
  --seed    of the order in which people ask. Default: a new one
  --json    where the report goes, with every raw time. Default: madoguchi-classify.json in the system's temporary folder
`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: '6' },
      rounds: { type: 'string', default: '4' },
      seed: { type: 'string' },
      json: { type: 'string', default: join(tmpdir(), 'madoguchi-classify.json') },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return say(help)
  const [people = 0, rounds = 0, seed = 0] = [values.people, values.rounds, values.seed ?? randomInt(2 ** 31)].map(
    Number,
  )
  const isEven = Number.isInteger(people) && people > 0 && people % 2 === 0 && people <= 40
  if (!isEven || !Number.isInteger(rounds) || rounds < 1 || rounds > 20 || !Number.isSafeInteger(seed)) {
    process.stderr.write(`--people takes an even number up to 40, --rounds one from 1 to 20.\n\n${help}`)
    return 2
  }
  process.stdout.write(`seed ${seed}\n`)
  const startedAt = new Date()
  const dataFolder = await mkdtemp(join(tmpdir(), 'madoguchi-classify-'))
  const judged: Judged[] = []
  try {
    await runClassifier({
      ...{ perLabel: people, rounds, dice: makeDice(seed), dataFolder },
      onProgress: (line) => process.stderr.write(`${line}\n`),
      onJudged(one) {
        judged.push(one)
        process.stdout.write(renderJudged(one))
      },
    })
  } finally {
    await rm(dataFolder, { recursive: true, force: true })
  }
  const report = { startedAt, endedAt: new Date(), seed, people, rounds, node: process.version, judged }
  await writeFile(values.json, `${JSON.stringify(report)}\n`)
  const bad = judged.filter(({ isGood }) => !isGood)
  const minutes = ((Date.now() - startedAt.getTime()) / 60_000).toFixed(1)
  return say(
    bad.length === 0
      ? `\nGood: nothing tells, and what was planted is found. ${minutes} minutes; raw figures in ${values.json}.\n`
      : `\nNOT GOOD: ${bad.map(({ name }) => name).join(', ')}. ${minutes} minutes; raw figures in ${values.json}.\n`,
    bad.length === 0 ? 0 : 1,
  )
}

function say(text: string, code = 0): number {
  process.stdout.write(text)
  return code
}

process.exitCode = await main()
