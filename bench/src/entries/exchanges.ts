import type { InquiryOrder } from '@madoguchi/agency'
import type { Nation } from '@madoguchi/nation'
import type { Entry } from '../entry.ts'
import { measureCommits } from '../limits.ts'

const rounds = 3
const exchangesARound = 1500
const inFlight = 384
const ordersTogether = 32
const pollEveryMs = 20

export const exchanges: Entry = {
  name: 'exchanges',
  title: 'exchanges through inquirer, core and provider, one process, fsync on',
  unit: 'exchanges/s',
  isHigherBetter: true,
  async run(stage) {
    const nation = await stage.nation()
    const orders = await makeOrders(nation, exchangesARound)
    const measured: { perSecond: number; cpuMs: number }[] = []
    for (let round = 0; round < rounds; round++) measured.push(await measureRound(nation, orders))
    return {
      values: measured.map(({ perSecond }) => perSecond),
      more: [{ name: 'exchange-cpu', unit: 'ms', isHigherBetter: false, values: measured.map(({ cpuMs }) => cpuMs) }],
      limit: { what: 'single-row commits/s', value: await measureCommits(nation.databaseOf('core').runUrl) },
    }
  },
}

/** Questions of みほん市 to みほん健保, about one person after the other. */
export async function makeOrders({ agencyOf }: Nation, count: number): Promise<InquiryOrder[]> {
  const mihonShi = agencyOf('mihon-shi')
  const people = await mihonShi.database
    .selectFrom('people')
    .select('person_ref')
    .where('link_code', 'is not', null)
    .execute()
  return Array.from({ length: count }, (_, i) => ({
    personRef: people[i % people.length]?.person_ref ?? '',
    provider: 'mihon-kenpo',
    affair: 'national-health-insurance',
    type: 'medical-insurance',
  }))
}

/**
 * Closed loop: new inquiries leave as soon as fewer than `inFlight` are open; time until the last one is closed. Beside
 * it the processor time of this process for one exchange, which is all parties' without PostgreSQL: other work on the
 * machine changes it far less.
 */
async function measureRound({ agencyOf }: Nation, orders: readonly InquiryOrder[]) {
  const mihonShi = agencyOf('mihon-shi')
  const started = performance.now()
  const before = process.cpuUsage()
  let asked = 0
  for (;;) {
    const { open } = await mihonShi.database
      .selectFrom('inquiries')
      .select((count) => count.fn.countAll<number>().as('open'))
      .where('outcome', 'is', null)
      .executeTakeFirstOrThrow()
    if (asked === orders.length && open === 0) {
      const { user, system } = process.cpuUsage(before)
      const seconds = (performance.now() - started) / 1000
      return { perSecond: orders.length / seconds, cpuMs: (user + system) / 1000 / orders.length }
    }
    const room = Math.min(orders.length - asked, inFlight - open)
    const batches: Promise<unknown>[] = []
    for (let i = 0; i < room; i += ordersTogether) {
      const part = orders.slice(asked, asked + Math.min(ordersTogether, room - i))
      asked += part.length
      batches.push(mihonShi.inquire(part))
    }
    await Promise.all(batches)
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs))
  }
}
