import type { Entry } from '../entry.ts'
import { measureCommits } from '../limits.ts'
import { percentileOf } from '../percentile.ts'
import { openCitizens } from '../separate/citizens.ts'
import type { Spent } from '../separate/open-network.ts'
import { divideSpent } from '../separate/open-network.ts'
import { spentRows } from '../separate/rows.ts'

const rounds = 4
const warmUps = 2
const loginsARound = 400
const atOnce = 8
// The portal lets one card log in ten times in five minutes, and this clock cannot be moved on.
const loginsACard = 10

/** Signed log-ins in, sessions with mandates out; what the card does comes before and is not counted. Two rounds warm up. */
export const loginsApart: Entry = {
  name: 'logins-apart',
  title: 'log-ins by HTTP at the portal program; registry and core separate, TLS 1.3, fsync on; eight at once',
  unit: 'logins/s',
  isHigherBetter: true,
  async run(stage) {
    const { place, coreUrl, readSpent } = await stage.network()
    process.stderr.write('  cards are made …\n')
    using citizens = await openCitizens(place, ((warmUps + rounds) * loginsARound) / loginsACard)
    const values: number[] = []
    const waits: number[][] = []
    const spent: Spent[] = []
    for (let round = 1 - warmUps; round <= rounds; round++) {
      const signed = await citizens.sign(loginsARound)
      const waitsMs: number[] = []
      const before = await readSpent()
      const started = performance.now()
      await Promise.all(
        Array.from({ length: atOnce }, async () => {
          for (let one = signed.pop(); one !== undefined; one = signed.pop()) {
            const sentAt = performance.now()
            await citizens.logIn(one)
            waitsMs.push(performance.now() - sentAt)
          }
        }),
      )
      const perSecond = loginsARound / ((performance.now() - started) / 1000)
      process.stderr.write(`  round ${round < 1 ? 'to warm up' : round}: ${perSecond.toFixed(0)}/s\n`)
      if (round < 1) continue
      spent.push(divideSpent({ before, after: await readSpent(), count: loginsARound }))
      values.push(perSecond)
      waits.push(waitsMs)
    }
    const row = (name: string, share: number) => ({
      name,
      unit: 'ms',
      isHigherBetter: false,
      values: waits.map((all) => percentileOf(all, share)),
    })
    return {
      values,
      more: [
        row('login-apart-p50', 0.5),
        row('login-apart-p95', 0.95),
        ...spentRows('login-apart-cpu', spent, ['portal', 'registry', 'core', 'postgres']),
      ],
      limit: { what: 'single-row commits/s', value: await measureCommits(coreUrl) },
    }
  },
}
