import { type AppError, type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import type { Card, Reader, ReaderStatusFlags } from 'pcsc-mini'
import { type CardCode, cardError, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { translatePcscError } from './pcsc-errors.ts'
import { type BorrowedWatch, borrowWatch } from './pcsc-shared-watch.ts'
import { hasCard, isMute, type Pcsc, type Watch } from './pcsc-watch.ts'

export type ReaderInfo = {
  readonly name: string
  /** One that answers. */
  readonly hasCard: boolean
  /** Something lies there that does not answer. */
  readonly isMute: boolean
  readonly isInUse: boolean
}

/** An answer to an extended command can be 65536 bytes and a status word; the binding's own buffer has 264. */
const answerLengthMax = 65538
const pollMs = 50
/** pcscd looks for the card every 400 ms; a failed command is explained by its removal at most this much later. */
const removalMs = 1000

/** The readers that are plugged in. Throws CARD_READER_FAILED when PC/SC itself cannot be used. */
export async function listReaders(): Promise<Verdict<ReaderInfo[], CardCode>> {
  const pcsc = await loadPcsc()
  return returnCitizenErrors(async () => {
    using watch = borrowWatch(pcsc)
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
 * stays in the card until then, and the next program could sign with it. Answers with CARD_NO_READER, CARD_NO_CARD, CARD_MUTE or
 * CARD_BUSY after `timeoutMs`, with CARD_REMOVED when the card is pulled out meanwhile, and with CARD_NO_READER when the
 * reader is.
 * Throws CARD_READER_FAILED.
 */
export async function withCard<T, Code extends string>(
  { readerName, timeoutMs }: WithCardOptions,
  use: (transmit: Transmit) => Promise<Verdict<T, Code>>,
): Promise<Verdict<T, Code | CardCode>> {
  const pcsc = await loadPcsc()
  return returnCitizenErrors<T, Code | CardCode>(async () => {
    using watch = borrowWatch(pcsc)
    const connected = await connectCard({ pcsc, watch, readerName, timeoutMs })
    if (!connected.ok) return connected
    // Awaited here, since the watch is given back when this function returns.
    return await useCard<Verdict<T, Code>>({ pcsc, watch, ...connected.value, use })
  })
}

/** Lends a card that is connected. What the card said is wiped, and power taken off it, however `use` ends. */
export async function useCard<T>(
  options: Connected & { pcsc: Pcsc; watch: BorrowedWatch; use: (transmit: Transmit) => Promise<T> },
): Promise<T> {
  const { pcsc, watch, card, readerName, use } = options
  const buffer = new ArrayBuffer(answerLengthMax)
  async function transmit(command: Bytes): Promise<Bytes> {
    try {
      // The binding answers with a view of our buffer, which the next command overwrites.
      const answer = (await card.transmit(command, buffer)).slice()
      // Some drivers answer with nothing, and no error, for a card that is gone.
      if (answer.length >= 2 || !(await isRemoved(pcsc, watch, readerName))) return answer
    } catch (error) {
      const translated = translatePcscError(error, 'transmit')
      if (translated.code !== 'CARD_READER_FAILED' || !(await isRemoved(pcsc, watch, readerName))) throw translated
      throw cardError('CARD_REMOVED', 'The card was pulled out.', { cause: error, facts: translated.facts })
    }
    throw cardError('CARD_REMOVED', 'The card was pulled out, and the reader answered with nothing.', {
      facts: { step: 'transmit' },
    })
  }
  try {
    return await use(transmit)
  } finally {
    new Uint8Array(buffer).fill(0)
    await powerOff({ pcsc, watch, card, readerName })
  }
}

/** A command that meets a card on its way out fails in as many ways as there are readers: look whether it is gone. */
async function isRemoved(pcsc: Pcsc, watch: Watch, readerName: string): Promise<boolean> {
  const giveUpAt = performance.now() + removalMs
  while (performance.now() < giveUpAt) {
    const seen = watch.list().find(({ reader }) => reader.name() === readerName)
    if (!hasCard(pcsc, seen?.status)) return true
    await watch.waitForNews(pollMs)
  }
  return false
}

/** The card is gone, alone or with its reader. */
function isPulled({ code }: AppError): boolean {
  return code === 'CARD_REMOVED' || code === 'CARD_NO_READER'
}

async function powerOff(options: Connected & { pcsc: Pcsc; watch: BorrowedWatch }): Promise<void> {
  const { pcsc, watch, card, readerName } = options
  try {
    await card.disconnect(pcsc.CardDisposition.UNPOWER)
  } catch (error) {
    // The binding has room for four cards, and keeps the place of one that it could not let go.
    watch.retire()
    const translated = translatePcscError(error, 'disconnect')
    // A card that was pulled out, alone or with its reader, has no power.
    if (!isPulled(translated) && !(await isRemoved(pcsc, watch, readerName))) throw translated
  }
}

type Connected = { readonly card: Card; readonly readerName: string }

async function connectCard(options: {
  pcsc: Pcsc
  watch: Watch
  readerName: string | undefined
  timeoutMs: number
}): Promise<Verdict<Connected, CardCode>> {
  const { pcsc, watch, readerName, timeoutMs } = options
  const giveUpAt = performance.now() + timeoutMs
  for (;;) {
    watch.throwFailure()
    const readers = watch.list().filter(({ reader }) => readerName === undefined || reader.name() === readerName)
    const ready = readers.filter(({ status }) => hasCard(pcsc, status))
    let why = nameObstacle(pcsc, { readers, ready })
    for (const { reader } of ready) {
      try {
        return ok({ card: await reader.connect(pcsc.CardMode.EXCLUSIVE), readerName: reader.name() })
      } catch (error) {
        const translated = translatePcscError(error, 'connect')
        // Somebody else has it, or it was pulled out in between: look again until the time is over.
        if (translated.code === 'CARD_MUTE') why = translated.code
        else if (translated.code !== 'CARD_BUSY' && !isPulled(translated)) throw translated
      }
    }
    if (performance.now() >= giveUpAt) return no(why)
    await watch.waitForNews(pollMs)
  }
}

type Seen = ReturnType<Watch['list']>

/** Why no card was lent, where it stays as it is now. */
function nameObstacle(
  pcsc: Pcsc,
  { readers, ready }: { readers: Seen; ready: Seen },
): 'CARD_NO_READER' | 'CARD_NO_CARD' | 'CARD_MUTE' | 'CARD_BUSY' {
  if (readers.length === 0) return 'CARD_NO_READER'
  if (ready.length > 0) return 'CARD_BUSY'
  return readers.some(({ status }) => isMute(pcsc, status)) ? 'CARD_MUTE' : 'CARD_NO_CARD'
}

function describe(pcsc: Pcsc, reader: Reader, status: ReaderStatusFlags | undefined): ReaderInfo {
  const { EXCLUSIVE, IN_USE } = pcsc.ReaderStatus
  return {
    name: reader.name(),
    hasCard: hasCard(pcsc, status),
    isMute: isMute(pcsc, status),
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
