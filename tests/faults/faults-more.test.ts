import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { describe, it } from 'node:test'
import { makeDice } from './dice.ts'
import { carrier } from './scenarios/carrier.ts'
import { diskFull } from './scenarios/disk-full.ts'
import { fullOutbox } from './scenarios/full-outbox.ts'
import { load } from './scenarios/load.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { slowAgency } from './scenarios/slow-agency.ts'

// The short form of what `faults.test.ts` leaves: small, two at a time, since each waits more than it works.

const stories: readonly [Scenario, string][] = [
  [
    carrier,
    'batches come late, twice, in another order, in part, spoilt and with others’ enclosures, and nothing is lost',
  ],
  [slowAgency, 'a slow and then dead city: whoever asks the others is served, and what waits for it completes'],
  [
    fullOutbox,
    'a core that cannot write and a dead city: whoever asks more than may wait is told, and what was taken is answered',
  ],
  [diskFull, 'the database’s disk fills: whoever asks is told so, and nothing is lost'],
  [load, 'more than the machine sustains, for a moment: nothing is lost, and it is as before within a minute'],
]

describe('over separate processes', { concurrency: 2 }, () => {
  for (const [scenario, story] of stories)
    it(story, { timeout: 280_000 }, async (t) => {
      const seed = randomInt(2 ** 31)
      const say = (line: string) => t.diagnostic(line)
      const options = { exchanges: 60, lastsMs: 3000, dice: makeDice(seed), isLong: false, say }
      const outcome = await scenario.run(options)
      if (outcome.skipped !== undefined) t.diagnostic(`not run: ${outcome.skipped}`)
      assert.deepEqual(outcome.complaints, [], `seed ${seed}: ${JSON.stringify(outcome.figures)}`)
    })
})
