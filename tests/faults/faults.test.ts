import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import type { TestContext } from 'node:test'
import { test } from 'node:test'
import { makeDice } from './dice.ts'
import { kill } from './scenarios/kill.ts'
import { mapping } from './scenarios/mapping.ts'
import type { Scenario } from './scenarios/scenario.ts'

// The short form; `faults-more.test.ts` has the other scenarios. `npm run faults` is the long one; `docs/how-to/run-the-faults.md` says how to read it.

async function runShort(t: TestContext, scenario: Scenario, options: { exchanges: number; lastsMs: number }) {
  const seed = randomInt(2 ** 31)
  t.diagnostic(`seed ${seed}`)
  const outcome = await scenario.run({
    ...options,
    dice: makeDice(seed),
    isLong: false,
    say: (line) => t.diagnostic(line),
  })
  assert.deepEqual(outcome.complaints, [], `seed ${seed}: ${JSON.stringify(outcome.figures)}`)
  assert.ok(Number(outcome.figures.exchanges) >= options.exchanges)
  assert.ok(Number(outcome.figures.answered) > 0 && Number(outcome.figures.openedByCitizens) > 0)
}

test(
  '500 exchanges while every process and the database are killed at random over a carrier that does its worst: none lost, none doubled, three sides agree (invariant 5)',
  {
    timeout: 240_000,
  },
  (t) => runShort(t, kill, { exchanges: 500, lastsMs: 20_000 }),
)

test(
  '1,000 answers about people in random order, and none is in another’s folder (invariant 4)',
  {
    timeout: 240_000,
  },
  (t) => runShort(t, mapping, { exchanges: 1000, lastsMs: 1 }),
)
