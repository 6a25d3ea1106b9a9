import { configure, openDoors, openParty } from '@madoguchi/party'
import { programs } from 'madoguchi'
import { listClosed } from './list-closed.ts'
import { makeLoops } from './loops.ts'
import type { AskerOrder, AskerReply } from './orders.ts'

/**
 * An agency program as `madoguchi agency --config FILE` composes it, that asks when the bench says so. Only what it
 * receives is looked at twice: when its receipt is ready, the answers in it are committed.
 */
const [, , config = ''] = process.argv
const stopping = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM', 'disconnect'] as const) process.on(signal, () => stopping.abort())

const surroundings = {
  out: () => undefined,
  err: (text: string) => void process.stderr.write(text),
  signal: stopping.signal,
  readStdin: async () => '',
  isTerminal: false,
  environment: {},
}
const configured = await configure(programs.agency, { config }, surroundings)
{
  await using party = await openParty({ ...configured, err: surroundings.err })
  await using agency = await configured.start(party)
  const loops = makeLoops(agency)
  const app = {
    ...agency,
    async receive(batch: Uint8Array) {
      const receipt = await agency.delivery.receive(batch)
      loops.noteClosed(listClosed(batch))
      return receipt
    },
  }
  await using _doors = await openDoors({ ...configured, party, app })
  process.on('message', (order: AskerOrder) => {
    loops.carryOut(order).then(reply, (error) => reply({ is: 'failed', sentence: String(error) }))
  })
  reply({ is: 'ready' })
  await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }))
}
process.exit()

function reply(words: AskerReply): void {
  if (process.connected) process.send?.(words)
}
