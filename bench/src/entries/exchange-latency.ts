import type { InquiryOrder } from '@madoguchi/agency'
import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import { readBatch, readContent, readEnvelope } from '@madoguchi/messages'
import type { Nation } from '@madoguchi/nation'
import type { Entry } from '../entry.ts'
import { measureCommitMs } from '../limits.ts'
import { percentileOf } from '../percentile.ts'
import { makeOrders } from './exchanges.ts'

const rounds = 3
const offeredPerSecond = 120
const roundMs = 10_000
const patienceMs = 20_000

export const exchangeLatency: Entry = {
  name: 'exchange-p50',
  title: `from question to kept answer, ${offeredPerSecond}/s offered, open loop, one process, fsync on`,
  unit: 'ms',
  isHigherBetter: false,
  async run(stage) {
    const nation = await stage.nation()
    const orders = await makeOrders(nation, (offeredPerSecond * roundMs) / 1000)
    const measured: number[][] = []
    for (let round = 0; round < rounds; round++) measured.push(await measureRound(nation, orders))
    return {
      values: measured.map((waits) => percentileOf(waits, 0.5)),
      more: [{ name: 'exchange-p95', values: measured.map((waits) => percentileOf(waits, 0.95)) }],
      limit: { what: 'one commit, ms', value: await measureCommitMs(nation.databaseOf('core').runUrl) },
    }
  },
}

/**
 * Open loop: every question has its moment, whether or not those before it are answered, and its wait counts from that
 * moment on, also where this process was too busy to ask it then. It ends when the asker's receipt for `closed` leaves:
 * the opened answer is committed by then. What never came counts as having waited to the end.
 */
async function measureRound(nation: Nation, orders: readonly InquiryOrder[]): Promise<number[]> {
  const { network } = nation
  const mihonShi = nation.agencyOf('mihon-shi')
  const closedAt = new Map<string, number>()
  const id = 'mihon-shi'
  const { receive } = mihonShi.delivery
  network.connect(id, async (batch) => {
    const receipt = await receive(batch)
    const now = performance.now()
    for (const exchange of listClosed(batch)) closedAt.set(exchange, now)
    return receipt
  })
  try {
    const started = performance.now()
    const asked = await Promise.all(
      orders.map(async (order, i) => {
        const dueAt = started + (i * 1000) / offeredPerSecond
        await new Promise((resolve) => setTimeout(resolve, dueAt - performance.now()))
        // A question that the asker's own database had no room for was never asked: it waits to the end, too.
        const exchanges = await mihonShi.inquire([order]).catch(() => undefined)
        return { exchange: exchanges?.ok ? (exchanges.value[0] ?? '') : '', dueAt }
      }),
    )
    const deadline = performance.now() + patienceMs
    while (closedAt.size < orders.length && performance.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10))
    return asked.map(({ exchange, dueAt }) => (closedAt.get(exchange) ?? deadline) - dueAt)
  } finally {
    network.connect(id, receive)
  }
}

/** The exchanges whose `closed` is in a batch. */
function listClosed(batch: Bytes): string[] {
  const envelopes = readBatch(batch)
  if (!envelopes.ok) return []
  return envelopes.value.flatMap((bytes) => {
    const envelope = readEnvelope(bytes)
    const content = envelope.ok ? readContent(envelope.value.content) : envelope
    return content.ok && content.value.name === 'closed'
      ? [(JSON.parse(utf8.decode(content.value.body)) as { exchange: string }).exchange]
      : []
  })
}
