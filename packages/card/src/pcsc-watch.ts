import type { Client, Reader, ReaderStatusFlags } from 'pcsc-mini'
import { translatePcscError } from './pcsc-errors.ts'

export type Pcsc = typeof import('pcsc-mini')

/** The binding does not tell when it has named all readers, so we wait this long after the last news. */
const settleMs = 150

/** Clients that could not be stopped: collected as garbage they would try once more, and throw where nobody catches. */
const lost = new Set<Client>()

type Seen = { readonly reader: Reader; readonly status: ReaderStatusFlags | undefined }
export type ReaderWatch = ReturnType<typeof watchReaders>
/** What whoever works with readers needs of it. */
export type Watch = Pick<ReaderWatch, 'list' | 'throwFailure' | 'waitForNews' | 'settle'>

/**
 * Follows readers and cards as they come and go, until stopped. Throws CARD_READER_FAILED when PC/SC cannot be reached.
 */
export function watchReaders(pcsc: Pcsc) {
  const client: Client = new pcsc.Client()
  const seen = new Map<string, Seen>()
  let failure: unknown
  let lastNewsAt = performance.now()
  const waiters = new Set<() => void>()

  function wake(): void {
    lastNewsAt = performance.now()
    for (const tell of waiters) tell()
  }
  function quietForMs(): number {
    return performance.now() - lastNewsAt
  }

  function onReader(reader: Reader): void {
    const name = reader.name()
    seen.set(name, { reader, status: undefined })
    reader.on('change', (status) => {
      seen.set(name, { reader, status })
      wake()
    })
    reader.on('disconnect', () => {
      seen.delete(name)
      wake()
    })
    wake()
  }

  function throwFailure(): void {
    if (failure !== undefined) throw translatePcscError(failure, 'watch')
  }

  /** Resolves after `ms`, sooner when something changed. */
  async function waitForNews(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    waiters.add(resolve)
    await promise
    waiters.delete(resolve)
    clearTimeout(timer)
  }

  client.on('reader', onReader)
  client.on('error', (error) => {
    failure = error
    wake()
  })
  try {
    client.start()
  } catch (error) {
    throw translatePcscError(error, 'start')
  }
  return {
    list: () => [...seen.values()],
    throwFailure,
    waitForNews,
    quietForMs,
    /** PC/SC went away: this watch hears nothing any more. */
    isBroken: () => failure !== undefined,
    async settle(): Promise<void> {
      for (let left = settleMs; left > 0 && failure === undefined; left = settleMs - quietForMs())
        await waitForNews(left)
      throwFailure()
    },
    /** Not right after something happened: see `pcsc-shared-watch.ts`. */
    stop(): void {
      try {
        client.stop()
      } catch {
        // PC/SC let go of us first (InvalidHandle): nothing is left to stop, and what the card did is done.
        lost.add(client)
      }
    },
  }
}

/** Whether something lies in the reader that does not answer: a card the wrong way round, or no card. */
export function isMute({ ReaderStatus }: Pcsc, status: ReaderStatusFlags | undefined): boolean {
  return status?.has(ReaderStatus.PRESENT) === true && status.has(ReaderStatus.MUTE)
}

/** Whether a card that answers lies in the reader. */
export function hasCard({ ReaderStatus }: Pcsc, status: ReaderStatusFlags | undefined): boolean {
  return status?.has(ReaderStatus.PRESENT) === true && !status.has(ReaderStatus.MUTE)
}
