import type { Entry } from '../entry.ts'
import { measureCommits } from '../limits.ts'
import type { Spent } from '../separate/open-network.ts'
import { divideSpent } from '../separate/open-network.ts'
import { spentRows } from '../separate/rows.ts'

const rounds = 3
const exchangesARound = 3000

/** Beside it the processor time of every program for one exchange: where two cores go. One round warms up. */
export const exchangesApart: Entry = {
  name: 'exchanges-apart',
  title: 'exchanges through inquirer, core and provider, separate processes, TLS 1.3, fsync on',
  unit: 'exchanges/s',
  isHigherBetter: true,
  async run(stage) {
    const { asker, people, coreUrl, readSpent } = await stage.network()
    const values: number[] = []
    const spent: Spent[] = []
    for (let round = 0; round <= rounds; round++) {
      const before = await readSpent()
      const { seconds } = await asker.tell({ do: 'closed-loop', people, count: exchangesARound })
      const perSecond = exchangesARound / seconds
      process.stderr.write(`  round ${round === 0 ? '0 (warm-up)' : round}: ${perSecond.toFixed(0)}/s\n`)
      if (round === 0) continue
      spent.push(divideSpent({ before, after: await readSpent(), count: exchangesARound }))
      values.push(perSecond)
    }
    return {
      values,
      more: spentRows('exchange-apart-cpu', spent, ['core', 'provider', 'asker', 'postgres']),
      limit: { what: 'single-row commits/s', value: await measureCommits(coreUrl) },
    }
  },
}
