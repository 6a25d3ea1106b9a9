import type { Bytes } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { deriveReaderKey } from '@madoguchi/messages'

/** The keys that answers to our inquiries are sealed to. */
export type ReaderKeys = {
  /** For a new inquiry: kept until its answer is here, since an answer mostly comes at once. */
  make(exchange: string): Promise<ReaderKey>
  /** For opening an answer: the kept one, or the same made again. */
  take(exchange: string): Promise<ReaderKey>
}

const keptMax = 10_000

/** Every key follows from the secret and the exchange, so that keeping one saves time and losing one loses nothing. */
export function makeReaderKeys(secret: Bytes): ReaderKeys {
  const kept = new Map<string, ReaderKey>()
  return {
    async make(exchange) {
      const key = await deriveReaderKey(secret, exchange)
      // What waits longest, as for an agency that is away, makes room.
      const [oldest] = kept.keys()
      if (kept.size >= keptMax && oldest !== undefined) kept.delete(oldest)
      kept.set(exchange, key)
      return key
    },
    async take(exchange) {
      const key = kept.get(exchange)
      kept.delete(exchange)
      return key ?? deriveReaderKey(secret, exchange)
    },
  }
}
