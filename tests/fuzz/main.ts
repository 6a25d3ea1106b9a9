import { parseArgs } from 'node:util'
import { writeCase } from './cases.ts'
import { runTarget } from './run-target.ts'
import type { Target } from './target.ts'
import { targets } from './targets.ts'

const help = `npm run fuzz -- [TARGET …] [--minutes M] [--seed N]

Sends nonsense at what reads from outside. What falls, or takes longer than its target's bound, is kept, in its smallest form, in tests/fuzz/cases; then the end is 1.

  npm run fuzz                                every target for a minute
  npm run fuzz -- apdu pages --minutes 10     these, ten minutes each
  npm run fuzz -- batch --seed 7              the same inputs again

Targets: ${targets.map(({ name }) => name).join(', ')}
`

const chunk = 200
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '1' }, seed: { type: 'string' }, help: { type: 'boolean' } },
})
if (values.help === true) {
  process.stdout.write(help)
  process.exit()
}
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new RangeError('--minutes takes a number above 0')
const firstSeed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed)
if (!Number.isSafeInteger(firstSeed)) throw new RangeError('--seed takes a whole number')
const unknown = positionals.filter((name) => !targets.some((target) => target.name === name))
if (unknown.length > 0)
  throw new RangeError(`No target ${unknown.join(', ')}. There are ${targets.map(({ name }) => name).join(', ')}.`)
for (const target of targets)
  if (positionals.length === 0 || positionals.includes(target.name)) if (!(await run(target))) process.exitCode = 1
// What a target left open (a worker, a pool that drains) need not be waited for.
process.exit()

/** False when something fell: its smallest form is kept as a case. */
async function run(target: Target): Promise<boolean> {
  await using opened = await target.open()
  const endsAt = performance.now() + minutes * 60_000
  let count = 0
  let slowest = { ms: 0, input: '' }
  const timed = {
    ...opened,
    async check(input: unknown) {
      const ms = await measure(() => opened.check(input), target.msMax)
      if (ms > target.msMax) throw new RangeError(`took ${ms.toFixed(0)} ms, and ${target.msMax} is its bound`)
      if (ms > slowest.ms) slowest = { ms, input: JSON.stringify(input)?.slice(0, 200) ?? '' }
    },
  }
  for (let seed = firstSeed; performance.now() < endsAt; seed++) {
    const found = await runTarget(timed, { runs: chunk, seed })
    count += chunk
    if (found !== undefined) {
      const input = found.input
      const file = await writeCase({ target: target.name, comment: found.error.split('\n')[0] ?? '', input })
      console.log(`${target.name}: fell at seed ${seed}, kept as tests/fuzz/cases/${file}\n${found.error}`)
      return false
    }
    if (count % (chunk * 50) === 0) console.log(`${target.name}: ${count} inputs, seed ${seed}`)
  }
  console.log(`${target.name}: ${count} inputs, none fell; slowest ${slowest.ms.toFixed(0)} ms ${slowest.input}`)
  return true
}

/** How long it took, in milliseconds; where that is more than it may, the best of three: others use the machine too. */
async function measure(check: () => void | Promise<void>, msMax: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 3 && best > msMax; tries++) {
    const startedAt = performance.now()
    await check()
    best = Math.min(best, performance.now() - startedAt)
  }
  return best
}
