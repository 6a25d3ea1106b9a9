import type { Entry } from '../entry.ts'
import { measureCommits } from '../limits.ts'
import type { Scaled } from '../scale/open-scaled.ts'
import { nameCount } from '../scale/size.ts'
import { readServerMs } from '../separate/processor-time.ts'

const rounds = 5
const exchangesARound = 1500

type Cost = { readonly cpuMs: number; readonly serverMs: number; readonly wallMs: number }

/**
 * What an exchange costs in a network whose databases are full, against one whose databases are nearly empty. The sizes
 * take turns, round by round, so that whatever else the machine does meets all of them.
 */
export const scale: Entry = {
  name: 'scale',
  title: 'processor time of one exchange, PostgreSQL included, at the largest size over that at the smallest',
  unit: '×',
  isHigherBetter: false,
  async run(stage) {
    const all = await stage.scaled()
    const costs = new Map<Scaled, Cost[]>(all.map((scaled) => [scaled, []]))
    for (const scaled of all) await measureRound(scaled)
    for (let round = 0; round < rounds; round++)
      for (const scaled of all) costs.get(scaled)?.push(await measureRound(scaled))
    const [smallest = [], largest = []] = [costs.get(all[0] as Scaled), costs.get(all.at(-1) as Scaled)]
    const ratios = (read: (cost: Cost) => number) => largest.map((cost, i) => read(cost) / read(smallest[i] as Cost))
    return {
      values: ratios(({ cpuMs, serverMs }) => cpuMs + serverMs),
      more: [
        { name: 'scale-wall', values: ratios(({ wallMs }) => wallMs) },
        ...all.flatMap((scaled) => {
          const own = costs.get(scaled) ?? []
          const name = `scale-${nameCount(scaled.size.records)}`
          return [
            { name: `${name}-parties`, unit: 'ms', values: own.map(({ cpuMs }) => cpuMs) },
            { name: `${name}-server`, unit: 'ms', values: own.map(({ serverMs }) => serverMs) },
            { name: `${name}-wall`, unit: 'ms', values: own.map(({ wallMs }) => wallMs) },
          ]
        }),
      ],
      limit: {
        what: 'single-row commits/s at the largest',
        value: await measureCommits(all.at(-1)?.nation.databaseOf('core').runUrl ?? ''),
      },
    }
  },
}

/** Closed loop, about one person after the other, each one's rows elsewhere in the indexes. */
async function measureRound({ loops, answerable, postmaster }: Scaled): Promise<Cost> {
  const before = process.cpuUsage()
  const serverBefore = await readServerMs(postmaster)
  const reply = await loops.carryOut({ do: 'closed-loop', people: answerable, count: exchangesARound })
  const { user, system } = process.cpuUsage(before)
  const serverMs = (await readServerMs(postmaster)) - serverBefore
  const seconds = reply.is === 'closed-loop' ? reply.seconds : Number.NaN
  return {
    cpuMs: (user + system) / 1000 / exchangesARound,
    serverMs: serverMs / exchangesARound,
    wallMs: (seconds * 1000) / exchangesARound,
  }
}
