import type { IncomingMessage, ServerResponse } from 'node:http'
import { Agent, createServer, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { enclosuresOf, swapEnclosures } from '@madoguchi/delivery/testing'
import { encodeBatch, readBatch } from '@madoguchi/messages'
import type { Dice } from '../dice.ts'
import { makeDice } from '../dice.ts'
import { carryOutOrders } from './carry-out.ts'
import type { CarrierCounts, CarrierManners, CarrierOrder, CarrierRoute } from './orders.ts'
import { politeManners } from './orders.ts'

/**
 * The network between the parties: the directory's addresses are this process's ports, one a party. It carries HTTP,
 * and as badly as it is told to: late, twice, in another order, in part, with others’ enclosures, or not at all; receipts too.
 */
let manners: CarrierManners = politeManners
let dice: Dice = makeDice(0)
const counts: CarrierCounts = { batches: 0, delayed: 0, doubled: 0, reordered: 0, cut: 0, spoilt: 0, swapped: 0 }
/** The last enclosure that passed here, whoever sent it: what another message gets in place of its own. */
let passed: Uint8Array | undefined
const connections = new Agent({ keepAlive: true, maxSockets: 32 })

carryOutOrders<CarrierOrder & { id: number }>(async (order) => {
  if (order.do === 'behave') manners = order.manners
  if (order.do === 'open') {
    dice = makeDice(order.seed)
    await Promise.all(order.routes.map(openRoute))
  }
  return counts
})

function openRoute(route: CarrierRoute): Promise<void> {
  const server = createServer((incoming, response) => {
    // What breaks here breaks for the sender: no receipt, and it comes again.
    carry(route, incoming, response).catch(() => response.destroy())
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(route.port, '127.0.0.1', resolve)
  })
}

async function carry(route: CarrierRoute, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  counts.batches += 1
  const slowMs = manners.slowMs[route.party] ?? 0
  if (slowMs > 0) await sleep(slowMs)
  const whole = await buffer(incoming)
  const sent = spoil(swap(reorder(whole)))
  if (chance(manners.delay)) {
    counts.delayed += 1
    await sleep(dice.below(manners.delayMsMax))
  }
  if (chance(manners.cut)) {
    counts.cut += 1
    const how = dice.below(3)
    // Lost on the way there; cut off in the middle of the body; or the receipt is lost, and nobody knows.
    if (how === 1) post(route, incoming, sent, sent.length >> 1).catch(() => {})
    if (how === 2) await post(route, incoming, sent)
    response.destroy()
    return
  }
  if (chance(manners.double)) {
    counts.doubled += 1
    sleep(dice.below(2 * manners.delayMsMax))
      .then(() => post(route, incoming, sent))
      .catch(() => {})
  }
  const { status, type, body } = await post(route, incoming, sent)
  response.writeHead(status, { 'content-type': type }).end(spoil(body))
}

/** The same messages in another order, some of them left for the next time. */
function reorder(whole: Buffer): Buffer {
  if (!chance(manners.reorder)) return whole
  const read = readBatch(new Uint8Array(whole))
  if (!read.ok || read.value.length < 2) return whole
  counts.reordered += 1
  const ranked = read.value.map((bytes) => ({ bytes, rank: dice.roll() })).sort((a, b) => a.rank - b.rank)
  const kept = ranked.slice(0, Math.max(1, Math.ceil(ranked.length * (0.5 + dice.roll()))))
  return Buffer.from(encodeBatch(kept.map(({ bytes }) => bytes)))
}

/** Every enclosure is whole and signed, and none is where it belongs. */
function swap(batch: Buffer): Buffer {
  const bytes = new Uint8Array(batch)
  const swapped = chance(manners.swap) ? swapEnclosures(bytes, passed) : bytes
  if (swapped !== bytes) counts.swapped += 1
  passed = enclosuresOf(bytes).at(-1) ?? passed
  return swapped === bytes ? batch : Buffer.from(swapped)
}

function spoil(bytes: Buffer): Buffer {
  if (bytes.length === 0 || !chance(manners.spoil)) return bytes
  counts.spoilt += 1
  const spoilt = Buffer.from(bytes)
  const place = dice.below(spoilt.length)
  spoilt[place] = (spoilt[place] ?? 0) ^ (1 << dice.below(8))
  return spoilt
}

function chance(of: number): boolean {
  return of > 0 && dice.roll() < of
}

type Reply = { readonly status: number; readonly type: string; readonly body: Buffer }

/** With `cutAt`, the body ends there although its head promised more. */
function post(route: CarrierRoute, { url, method, headers }: IncomingMessage, body: Buffer, cutAt?: number) {
  return new Promise<Reply>((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: route.targetPort,
        path: url,
        method,
        agent: connections,
        headers: { 'content-type': headers['content-type'] ?? '', 'content-length': body.length },
      },
      (reply) => {
        buffer(reply).then(
          (bytes) =>
            resolve({ status: reply.statusCode ?? 502, type: reply.headers['content-type'] ?? '', body: bytes }),
          reject,
        )
      },
    )
    outgoing.on('error', reject)
    if (cutAt === undefined) outgoing.end(body)
    else outgoing.write(body.subarray(0, cutAt), () => outgoing.destroy(new Error('cut off')))
  })
}
