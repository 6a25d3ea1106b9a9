import { AppError, no, ok, type Verdict } from '@madoguchi/kit'
import { jpkiAid, selectApplication } from './application.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import type { ReaderInfo, WithCardOptions } from './pcsc.ts'
import { nameBlocked } from './pinless.ts'

type UseCard<T, Code extends string> = (transmit: Transmit) => Promise<Verdict<T, Code>>

/** PC/SC as `@madoguchi/card/pcsc` gives it; tests pass in a card without a reader. */
export type CardSlot = {
  withCard<T, Code extends string>(
    options: WithCardOptions,
    use: UseCard<T, Code>,
  ): Promise<Verdict<T, Code | CardCode>>
  listReaders(): Promise<Verdict<ReaderInfo[], CardCode>>
}

type WithMyNumberCard = {
  readonly slot: CardSlot
  readonly timeoutMs: number
  /** The reader that its holder named: no other is looked at. */
  readonly readerName?: string | undefined
  /** Aborted: whoever asked is gone, and nothing more is sent to the card, which is powered off. */
  readonly signal?: AbortSignal
}

/**
 * One transaction with the My Number Card, in whichever reader it lies. Where cards lie in several readers, each is asked first
 * whether it has the application, which costs nothing: what is no My Number Card is passed over, and what another program holds
 * as long as there is another. CARD_SEVERAL where there are two: nobody but their holder can tell which is meant. The command
 * line, the browser's window and the doctor all come this way.
 */
export async function withMyNumberCard<T, Code extends string>(
  options: WithMyNumberCard,
  use: UseCard<T, Code>,
): Promise<Verdict<T, Code | CardCode>> {
  const { slot, timeoutMs, signal } = options
  const found = options.readerName === undefined ? await findReader(options) : ok(options.readerName)
  if (!found.ok) return found
  const reader = found.value === undefined ? {} : { readerName: found.value }
  return slot.withCard({ timeoutMs, ...reader }, async (transmit) => {
    const used = await use(sendWhile(transmit, signal))
    return used.ok ? used : nameBlocked(transmit, used)
  })
}

function sendWhile(transmit: Transmit, signal: AbortSignal | undefined): Transmit {
  return async (command) => {
    if (signal?.aborted) throw new AppError('WINDOW_CLOSED', 'Whoever asked is gone.')
    return transmit(command)
  }
}

/** The reader with the one My Number Card; undefined where there is nothing to choose from yet. */
async function findReader({ slot, timeoutMs }: WithMyNumberCard): Promise<Verdict<string | undefined, CardCode>> {
  const listed = await slot.listReaders()
  if (!listed.ok) return listed
  const names = listed.value.filter(({ hasCard }) => hasCard).map(({ name }) => name)
  if (names.length < 2) return ok(undefined)
  const seen: { readonly name: string; readonly verdict: Verdict<undefined, CardCode> }[] = []
  // One after the other, since a driver may serve several readers.
  for (const name of names) seen.push({ name, verdict: await askForJpki(slot, { readerName: name, timeoutMs }) })
  const cards = seen.filter(({ verdict }) => verdict.ok).map(({ name }) => name)
  if (cards.length > 1) return no('CARD_SEVERAL', { readers: cards.join('、') })
  if (cards.length === 1) return ok(cards[0])
  // None of them: a card that could not be asked may be the one, and says more than one that is another.
  const refused = seen.flatMap(({ verdict }) => (verdict.ok ? [] : [verdict]))
  return refused.find(({ code }) => code !== 'CARD_NOT_JPKI') ?? refused[0] ?? ok(undefined)
}

async function askForJpki(
  slot: CardSlot,
  options: { readerName: string; timeoutMs: number },
): Promise<Verdict<undefined, CardCode>> {
  try {
    return await slot.withCard(options, (transmit) =>
      returnCitizenErrors(async () => {
        await selectApplication(transmit, jpkiAid)
        return ok()
      }),
    )
  } catch (error) {
    // A card that answers nonsense, or a reader that fails, is passed over where another has what is wanted.
    if (error instanceof AppError) return no('CARD_NOT_JPKI')
    throw error
  }
}
