import type { Client, Reader, ReaderStatusFlags } from 'pcsc-mini'
import { translatePcscError } from './pcsc-errors.ts'

export type Pcsc = typeof import('pcsc-mini')

/** The binding does not tell when it has named all readers, so we wait this long after the last news. */
const settleMs = 150

export type Seen = { readonly reader: Reader; readonly status: ReaderStatusFlags | undefined }
export type Watch = ReturnType<typeof watchReaders>

/**
 * Follows readers and cards as they come and go, until disposed. Throws CARD_READER_FAILED when PC/SC cannot be reached.
 */
export function watchReaders(pcsc: Pcsc) {
  const client: Client = new pcsc.Client()
  const seen = new Map<string, Seen>()
  let failure: unknown
  let wake: () => void = () => {}

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

  /** Resolves after `ms`, sooner when something changed; says which. */
  async function waitForNews(ms: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>()
    const timer = setTimeout(() => resolve(false), ms)
    wake = () => resolve(true)
    const isNews = await promise
    clearTimeout(timer)
    return isNews
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
    async settle(): Promise<void> {
      let isNews = true
      while (isNews) isNews = await waitForNews(settleMs)
      throwFailure()
    },
    [Symbol.dispose]() {
      try {
        client.stop()
      } catch {
        // PC/SC let go of us first (InvalidHandle): nothing is left to stop, and what the card did is done. Thrown here it
        // would take the place of that.
      }
    },
  }
}

/** Whether a card that answers lies in the reader. */
export function hasCard({ ReaderStatus }: Pcsc, status: ReaderStatusFlags | undefined): boolean {
  return status?.has(ReaderStatus.PRESENT) === true && !status.has(ReaderStatus.MUTE)
}
