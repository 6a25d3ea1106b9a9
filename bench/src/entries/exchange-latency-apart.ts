import type { Entry } from '../entry.ts'
import { measureCommitMs } from '../limits.ts'
import { percentileOf } from '../percentile.ts'
import type { Spent } from '../separate/open-network.ts'
import { divideSpent } from '../separate/open-network.ts'
import { spentRows } from '../separate/rows.ts'

const rounds = 3
const roundSeconds = 10
const offered = [120, 403] as const

/** Rows for 120 and for 403 a second; each begins with a round that warms up. */
export const exchangeLatencyApart: Entry = {
  name: 'exchange-apart-p50',
  title: `from question to kept answer, ${offered.join('/s and ')}/s offered, open loop, separate processes, TLS 1.3, fsync on`,
  unit: 'ms',
  isHigherBetter: false,
  async run(stage) {
    const { asker, people, coreUrl, readSpent } = await stage.network()
    const measured = new Map<number, number[][]>()
    const spent = new Map<number, Spent[]>()
    for (const perSecond of offered) {
      const waits: number[][] = []
      const spentHere: Spent[] = []
      measured.set(perSecond, waits)
      spent.set(perSecond, spentHere)
      for (let round = 0; round <= rounds; round++) {
        const count = perSecond * (round === 0 ? 3 : roundSeconds)
        const before = await readSpent()
        const { waitsMs } = await asker.tell({ do: 'open-loop', people, count, perSecond })
        const [p50 = Number.NaN, p95 = Number.NaN] = [0.5, 0.95].map((share) => percentileOf(waitsMs, share))
        const name = round === 0 ? '0 (warm-up)' : round
        process.stderr.write(`  ${perSecond}/s, round ${name}: p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms\n`)
        if (round === 0) continue
        waits.push([...waitsMs])
        spentHere.push(divideSpent({ before, after: await readSpent(), count }))
      }
    }
    const row = (perSecond: number, share: number) =>
      (measured.get(perSecond) ?? []).map((waits) => percentileOf(waits, share))
    return {
      values: row(120, 0.5),
      more: [
        { name: 'exchange-apart-p95', values: row(120, 0.95) },
        { name: 'exchange-apart-403-p50', values: row(403, 0.5) },
        { name: 'exchange-apart-403-p95', values: row(403, 0.95) },
        ...offered.flatMap((perSecond) =>
          spentRows(`exchange-apart-${perSecond}-cpu`, spent.get(perSecond) ?? [], [
            'core',
            'provider',
            'asker',
            'postgres',
          ]),
        ),
      ],
      limit: { what: 'one commit, ms', value: await measureCommitMs(coreUrl) },
    }
  },
}
