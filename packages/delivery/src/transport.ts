import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'

/** Carries a batch to a party and brings its receipt. It is never the record: it may lose, repeat and reorder. */
export type Transport = {
  /** Throws AppError DELIVERY_UNREACHABLE when no receipt came back; the batch may or may not have arrived. */
  send(to: string, batch: Bytes): Promise<Bytes>
}

export type Receive = (batch: Bytes) => Promise<Bytes>

export type InProcessNetwork = {
  readonly transport: Transport
  /** Puts a party on the network; the returned function takes it off again. */
  connect(id: string, receive: Receive): () => void
}

/** Joins parties of one process by handing bytes over: the demo and the tests. */
export function makeInProcessNetwork(): InProcessNetwork {
  const parties = new Map<string, Receive>()
  return {
    transport: {
      async send(to, batch) {
        const receive = parties.get(to)
        if (receive === undefined)
          throw new AppError('DELIVERY_UNREACHABLE', 'The party is not connected.', { facts: { to } })
        return receive(batch)
      },
    },
    connect(id, receive) {
      parties.set(id, receive)
      return () => {
        if (parties.get(id) === receive) parties.delete(id)
      }
    },
  }
}
