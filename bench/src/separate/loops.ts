import type { Agency, InquiryOrder } from '@madoguchi/agency'
import type { Closed } from './list-closed.ts'
import type { AskerOrder, AskerReply } from './orders.ts'

const inFlight = 384
const ordersTogether = 32
const patienceMs = 20_000

export type Loops = {
  /** Answers that have just been committed. */
  noteClosed(closed: readonly Closed[]): void
  carryOut(order: AskerOrder): Promise<AskerReply>
}

/** Asks as an agency does; both loops end when the last answer is committed in the agency's database. */
export function makeLoops(agency: Pick<Agency, 'inquire'>): Loops {
  let onClosed: (closed: readonly Closed[]) => void = () => undefined

  /** New questions leave as soon as a packet of them fits below `inFlight`. */
  async function runClosedLoop({ people, count }: AskerOrder): Promise<AskerReply> {
    const orders = makeOrders(people, count)
    const started = performance.now()
    let asked = 0
    const closed = new Set<string>()
    await new Promise<void>((resolve, reject) => {
      function fill(): void {
        while (asked < count && asked - closed.size <= inFlight - ordersTogether) {
          const part = orders.slice(asked, asked + ordersTogether)
          asked += part.length
          ask(agency, part).catch(reject)
        }
      }
      onClosed = (more) => {
        for (const { exchange, outcome } of more) {
          if (outcome !== 'answered') return reject(new Error(`an exchange ended as ${outcome}`))
          closed.add(exchange)
        }
        if (closed.size === count) resolve()
        else fill()
      }
      fill()
    })
    return { is: 'closed-loop', seconds: (performance.now() - started) / 1000 }
  }

  /** Every question has its moment, whether or not those before it are answered, and its wait counts from that moment. */
  async function runOpenLoop(order: AskerOrder & { do: 'open-loop' }): Promise<AskerReply> {
    const { people, count, perSecond } = order
    const closedAt = new Map<string, number>()
    onClosed = (more) => {
      const now = performance.now()
      for (const { exchange, outcome } of more) if (outcome === 'answered') closedAt.set(exchange, now)
    }
    const started = performance.now()
    const asked = await Promise.all(
      makeOrders(people, count).map(async (one, i) => {
        const dueAt = started + (i * 1000) / perSecond
        await new Promise((resolve) => setTimeout(resolve, dueAt - performance.now()))
        // A question that the asker's own database had no room for was never asked: it waits to the end.
        const exchanges = await ask(agency, [one]).catch(() => [])
        return { exchange: exchanges[0] ?? '', dueAt }
      }),
    )
    const deadline = performance.now() + patienceMs
    while (closedAt.size < count && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10))
    return {
      is: 'open-loop',
      waitsMs: asked.map(({ exchange, dueAt }) => (closedAt.get(exchange) ?? deadline) - dueAt),
    }
  }

  return {
    noteClosed: (closed) => onClosed(closed),
    carryOut: (order) => (order.do === 'closed-loop' ? runClosedLoop(order) : runOpenLoop(order)),
  }
}

async function ask(agency: Pick<Agency, 'inquire'>, orders: readonly InquiryOrder[]): Promise<string[]> {
  const asked = await agency.inquire(orders)
  if (!asked.ok) throw new Error(`the questions could not be asked: ${asked.code}`)
  return asked.value
}

/** Questions of みほん市 to みほん健保, about one person after the other. */
function makeOrders(people: readonly string[], count: number): InquiryOrder[] {
  return Array.from({ length: count }, (_, i) => ({
    personRef: people[i % people.length] ?? '',
    provider: 'mihon-kenpo',
    affair: 'national-health-insurance',
    type: 'medical-insurance',
  }))
}
