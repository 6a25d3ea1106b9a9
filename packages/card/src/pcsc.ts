import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import type { Card, Client, Reader, ReaderStatusFlags } from 'pcsc-mini'
import { type CardCode, cardError, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { translatePcscError } from './pcsc-errors.ts'

export type ReaderInfo = { readonly name: string; readonly hasCard: boolean; readonly isInUse: boolean }

/** An answer to an extended command can be 65536 bytes and a status word; the binding's own buffer has 264. */
const answerLengthMax = 65538
/** The binding does not tell when it has named all readers, so we wait this long after the last news. */
const settleMs = 150
const pollMs = 50

type Pcsc = typeof import('pcsc-mini')

/** The readers that are plugged in. Throws CARD_READER_FAILED when PC/SC itself cannot be used. */
export async function listReaders(): Promise<Verdict<ReaderInfo[], CardCode>> {
  const pcsc = await loadPcsc()
  return returnCitizenErrors(async () => {
    using watch = watchReaders(pcsc)
    await watch.settle()
    return ok(watch.list().map(({ reader, status }) => describe(pcsc, reader, status)))
  })
}

export type WithCardOptions = {
  /** As `listReaders` names it; any reader that has a card unless told. */
  readonly readerName?: string
  /** How long to wait for a reader, a card, and for others to let go of it. */
  readonly timeoutMs: number
}

/**
 * Lends the card in a reader, alone (EXCLUSIVE), and takes power off it at the end however it ends: a verified PIN
 * stays in the card until then, and the next program could sign with it. Answers with CARD_NO_READER, CARD_NO_CARD or
 * CARD_BUSY after `timeoutMs`, and with CARD_REMOVED when the card is pulled out meanwhile.
 * Throws CARD_READER_FAILED.
 */
export async function withCard<T, Code extends string>(
  { readerName, timeoutMs }: WithCardOptions,
  use: (transmit: Transmit) => Promise<Verdict<T, Code>>,
): Promise<Verdict<T, Code | CardCode>> {
  const pcsc = await loadPcsc()
  return returnCitizenErrors<T, Code | CardCode>(async () => {
    using watch = watchReaders(pcsc)
    const connected = await connectCard({ pcsc, watch, readerName, timeoutMs })
    if (!connected.ok) return connected
    // Awaited here, since the watch ends when this function returns.
    return await useCard<Verdict<T, Code>>(pcsc, connected.value, use)
  })
}

async function useCard<T>(pcsc: Pcsc, card: Card, use: (transmit: Transmit) => Promise<T>): Promise<T> {
  const buffer = new ArrayBuffer(answerLengthMax)
  async function transmit(command: Bytes): Promise<Bytes> {
    try {
      // The binding answers with a view of our buffer, which the next command overwrites.
      return (await card.transmit(command, buffer)).slice()
    } catch (error) {
      throw translatePcscError(error, 'transmit')
    }
  }
  try {
    return await use(transmit)
  } finally {
    new Uint8Array(buffer).fill(0)
    await powerOff(pcsc, card)
  }
}

async function powerOff(pcsc: Pcsc, card: Card): Promise<void> {
  try {
    await card.disconnect(pcsc.CardDisposition.UNPOWER)
  } catch (error) {
    const translated = translatePcscError(error, 'disconnect')
    // A card that was pulled out has no power.
    if (translated.code !== 'CARD_REMOVED') throw translated
  }
}

async function connectCard(options: {
  pcsc: Pcsc
  watch: Watch
  readerName: string | undefined
  timeoutMs: number
}): Promise<Verdict<Card, CardCode>> {
  const { pcsc, watch, readerName, timeoutMs } = options
  const giveUpAt = performance.now() + timeoutMs
  let why: 'CARD_NO_READER' | 'CARD_NO_CARD' | 'CARD_BUSY' = 'CARD_NO_READER'
  for (;;) {
    watch.throwFailure()
    const readers = watch.list().filter(({ reader }) => readerName === undefined || reader.name() === readerName)
    const ready = readers.filter(({ status }) => hasCard(pcsc, status))
    why = readers.length === 0 ? 'CARD_NO_READER' : ready.length === 0 ? 'CARD_NO_CARD' : 'CARD_BUSY'
    for (const { reader } of ready) {
      try {
        return ok(await reader.connect(pcsc.CardMode.EXCLUSIVE))
      } catch (error) {
        const translated = translatePcscError(error, 'connect')
        // Somebody else has it, or it was pulled out in between: look again until the time is over.
        if (translated.code !== 'CARD_BUSY' && translated.code !== 'CARD_REMOVED') throw translated
      }
    }
    if (performance.now() >= giveUpAt) return no(why)
    await watch.waitForNews(pollMs)
  }
}

type Seen = { readonly reader: Reader; readonly status: ReaderStatusFlags | undefined }
type Watch = ReturnType<typeof watchReaders>

function watchReaders(pcsc: Pcsc) {
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
    [Symbol.dispose]: () => client.stop(),
  }
}

function hasCard({ ReaderStatus }: Pcsc, status: ReaderStatusFlags | undefined): boolean {
  return status?.has(ReaderStatus.PRESENT) === true && !status.has(ReaderStatus.MUTE)
}

function describe(pcsc: Pcsc, reader: Reader, status: ReaderStatusFlags | undefined): ReaderInfo {
  const { EXCLUSIVE, IN_USE } = pcsc.ReaderStatus
  return {
    name: reader.name(),
    hasCard: hasCard(pcsc, status),
    isInUse: status?.hasAny(EXCLUSIVE, IN_USE) === true,
  }
}

async function loadPcsc(): Promise<Pcsc> {
  try {
    const loaded: Pcsc & { default?: Pcsc } = await import('pcsc-mini')
    return loaded.default ?? loaded
  } catch (cause) {
    throw cardError('CARD_READER_FAILED', 'pcsc-mini could not be loaded; it needs libpcsclite.', {
      cause,
      facts: { step: 'load' },
    })
  }
}
