import { base64url, type Clock, minuteMs } from '@madoguchi/kit'
import { deriveReaderKey, type ReaderKey } from '@madoguchi/messages'
import type { OpenSession } from '../session/session.ts'

type Reader = Pick<OpenSession, 'hash' | 'vault' | 'vaultKey'>

/**
 * The keys that a session's answers are sealed to. Each follows from the vault's key and its exchange, and to make one is
 * among the dearest things that the portal does: so a key that was made to ask is kept for whoever opens the answer within
 * the next moment by the same session, once. A live session's vault can be read in a live portal in any case; what is kept here
 * goes with the log-out, by itself soon after, and is never written down.
 */
export type ReaderKeys = {
  /** The key of a new exchange. */
  make(session: Reader, exchange: string): Promise<ReaderKey>
  /** The key of an exchange whose answer is opened now. */
  take(session: Reader, exchange: string): Promise<ReaderKey>
  forget(session: Pick<Reader, 'hash'>): void
  /** Forgets what nobody took in time. */
  sweep(): void
  readonly count: number
}

const keptMs = minuteMs
const keptMax = 2048

export function makeReaderKeys(clock: Clock): ReaderKeys {
  // In the order they were made, so that the oldest stand first.
  const kept = new Map<string, { readonly key: ReaderKey; readonly until: number }>()
  const named = ({ hash }: Pick<Reader, 'hash'>) => `${base64url.encode(hash)} `
  const nameOf = (session: Reader, exchange: string) => `${named(session)}${session.vault} ${exchange}`

  function dropOld(sizeMax: number): void {
    const at = clock.now().getTime()
    for (const [name, { until }] of kept) {
      if (until > at && kept.size <= sizeMax) return
      kept.delete(name)
    }
  }

  return {
    async make(session, exchange) {
      const key = await deriveReaderKey(session.vaultKey, exchange)
      dropOld(keptMax - 1)
      kept.set(nameOf(session, exchange), { key, until: clock.now().getTime() + keptMs })
      return key
    },
    async take(session, exchange) {
      const name = nameOf(session, exchange)
      const found = kept.get(name)
      kept.delete(name)
      if (found !== undefined && found.until > clock.now().getTime()) return found.key
      return deriveReaderKey(session.vaultKey, exchange)
    },
    forget(session) {
      const start = named(session)
      for (const name of kept.keys()) if (name.startsWith(start)) kept.delete(name)
    },
    sweep: () => dropOld(keptMax),
    get count() {
      return kept.size
    },
  }
}
