import type { CardCode, Transmit } from '@madoguchi/card'
import type { ReaderInfo, WithCardOptions } from '@madoguchi/card/pcsc'
import { AppError, type Verdict } from '@madoguchi/kit'

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
  /** Aborted: whoever asked is gone, and nothing more is sent to the card, which is powered off. */
  readonly signal: AbortSignal
}

/**
 * One transaction with the My Number Card, in whichever reader it lies. Another card in another reader is passed over: it
 * says that it has no such application before it could be asked for a PIN.
 */
export async function withMyNumberCard<T, Code extends string>(
  { slot, timeoutMs, signal }: WithMyNumberCard,
  use: UseCard<T, Code>,
): Promise<Verdict<T, Code | CardCode>> {
  function useWhileAsked(transmit: Transmit) {
    return use(async (command) => {
      if (signal.aborted) throw new AppError('WINDOW_CLOSED', 'Whoever asked is gone.')
      return transmit(command)
    })
  }
  const first = await slot.withCard({ timeoutMs }, useWhileAsked)
  if (first.ok || first.code !== 'CARD_NOT_JPKI') return first
  const readers = await slot.listReaders()
  if (!readers.ok) return readers
  const withCards = readers.value.filter(({ hasCard }) => hasCard)
  for (const { name } of withCards.length > 1 ? withCards : []) {
    const other = await slot.withCard({ readerName: name, timeoutMs }, useWhileAsked)
    if (other.ok || other.code !== 'CARD_NOT_JPKI') return other
  }
  return first
}
