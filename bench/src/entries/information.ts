import { readFile } from 'node:fs/promises'
import type { Entry } from '../entry.ts'
import { measureCommits } from '../limits.ts'
import { percentileOf } from '../percentile.ts'
import { readProcessorMs, readServerMs } from '../separate/processor-time.ts'
import type { Wide } from '../wide/open-wide.ts'
import { openWide } from '../wide/open-wide.ts'
import type { PageLoad, Visitor } from '../wide/visitor.ts'
import { openVisitor } from '../wide/visitor.ts'

const rounds = 3
const together = { loads: 120, atOnce: 24 }
const alone = { loads: 10, atOnce: 1 }
const warmUp = { loads: 48, atOnce: 24 }

type Spent = { readonly portal: number; readonly others: number; readonly server: number }
type Round = { readonly loads: readonly PageLoad[]; readonly seconds: number; readonly spent: Spent }

/**
 * 「あなたの情報」 of citizens who come for the first time: everything is asked for at once, heard of by long poll and opened.
 * Everybody loads once. Time counts from the question to the answers in JSON; logging in comes before.
 */
export const information: Entry = {
  name: 'information',
  title: '35 inquiries at 12 agencies a page load, portal in a process of its own, TLS, fsync on; 24 at once',
  unit: 'loads/s',
  isHigherBetter: true,
  async run(stage) {
    const people = warmUp.loads + rounds * (together.loads + alone.loads)
    await using wide = await openWide({ dataFolder: await stage.folder(), buildFolder: await stage.folder(), people })
    const visitors: Visitor[] = []
    for (const [i, residentCode] of wide.residentCodes.entries())
      visitors.push(await openVisitor({ ...wide, residentCode, address: `198.51.100.${i % 250}` }))
    const rss: number[] = []
    await measureRound(wide, visitors, warmUp)
    const many: Round[] = []
    const single: Round[] = []
    for (let round = 0; round < rounds; round++) {
      single.push(await measureRound(wide, visitors, alone))
      many.push(await measureRound(wide, visitors, together))
      rss.push(await readResidentMb(wide.portalPid))
    }
    const row = (name: string, from: readonly Round[], read: (load: PageLoad) => number, share: number) => ({
      name,
      unit: 'ms',
      isHigherBetter: false,
      values: from.map(({ loads }) => percentileOf(loads.map(read), share)),
    })
    return {
      values: many.map(({ loads, seconds }) => loads.length / seconds),
      more: [
        row('information-first-p50', many, ({ firstMs }) => firstMs, 0.5),
        row('information-first-p95', many, ({ firstMs }) => firstMs, 0.95),
        row('information-all-p95', many, ({ allMs }) => allMs, 0.95),
        row('alone-first-p50', single, ({ firstMs }) => firstMs, 0.5),
        row('alone-first-p95', single, ({ firstMs }) => firstMs, 0.95),
        row('alone-all-p95', single, ({ allMs }) => allMs, 0.95),
        ...(['portal', 'others', 'server'] as const).map((name) => ({
          name: `information-cpu-${name}`,
          unit: 'ms',
          isHigherBetter: false,
          values: many.map(({ spent }) => spent[name]),
        })),
        { name: 'portal-memory', unit: 'MB', isHigherBetter: false, values: rss },
      ],
      limit: { what: 'single-row commits/s', value: await measureCommits(wide.coreUrl) },
    }
  },
}

/** Closed loop: the next citizen comes as soon as one has everything. */
async function measureRound(
  wide: Wide,
  visitors: Visitor[],
  { loads: count, atOnce }: { loads: number; atOnce: number },
): Promise<Round> {
  const waiting = visitors.splice(0, count)
  const loads: PageLoad[] = []
  const before = await readSpent(wide)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) loads.push(await one.loadInformation())
    }),
  )
  const seconds = (performance.now() - started) / 1000
  const after = await readSpent(wide)
  const share = (name: keyof Spent) => (after[name] - before[name]) / count
  return { loads, seconds, spent: { portal: share('portal'), others: share('others'), server: share('server') } }
}

/** Processor time so far. `others` are core, registry, twelve agencies and the citizens themselves. */
async function readSpent({ portalPid, postmaster }: Wide): Promise<Spent> {
  return {
    portal: await readProcessorMs(portalPid),
    others: await readProcessorMs(process.pid),
    server: await readServerMs(postmaster),
  }
}

async function readResidentMb(pid: number): Promise<number> {
  const line = /^VmRSS:\s+(\d+) kB/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? Number.NaN) / 1024
}
