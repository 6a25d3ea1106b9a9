import type { Bytes } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { FetchPart, PartSource } from './parts.ts'
import { missingPart } from './parts.ts'

/** Carries a batch to a party and brings its receipt. It is never the record: it may lose, repeat and reorder. */
export type Transport = {
  /** Throws AppError DELIVERY_UNREACHABLE when no receipt came back; the batch may or may not have arrived. */
  send(to: string, batch: Bytes): Promise<Bytes>
}

export type Receive = (batch: Bytes) => Promise<Bytes>

export type InProcessNetwork = {
  readonly transport: Transport
  /** Puts a party on the network; the returned function takes it off again. `parts`: of filings that it sent. */
  connect(id: string, receive: Receive, parts?: PartSource): () => void
  /** How this party fetches parts of others. */
  fetchPartAs(id: string): FetchPart
}

/** Joins parties of one process by handing bytes over: the demo and the tests. */
export function makeInProcessNetwork(): InProcessNetwork {
  const parties = new Map<string, { readonly receive: Receive; readonly parts: PartSource | undefined }>()
  function find(id: string) {
    const found = parties.get(id)
    if (found !== undefined) return found
    throw new AppError('DELIVERY_UNREACHABLE', 'The party is not connected.', { facts: { to: id } })
  }
  return {
    transport: {
      send: async (to, batch) => find(to).receive(batch),
    },
    connect(id, receive, parts) {
      const joined = { receive, parts }
      parties.set(id, joined)
      return () => {
        if (parties.get(id) === joined) parties.delete(id)
      }
    },
    fetchPartAs: (party) => async (ask) => {
      const part = await find(ask.from).parts?.open({ ...ask, party })
      if (part === undefined) throw missingPart(ask)
      return part
    },
  }
}
