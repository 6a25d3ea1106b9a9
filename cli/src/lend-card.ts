import type { Transmit } from '@madoguchi/card'
import { cardErrors, withMyNumberCard } from '@madoguchi/card'
import { listReaders, withCard } from '@madoguchi/card/pcsc'
import { toFailure } from '@madoguchi/card-host'
import type { Verdict } from '@madoguchi/kit'
import { AppError, no } from '@madoguchi/kit'

const slot = { withCard, listReaders }
/** How long a command waits for a reader, a card, and for others to let go of it. */
const timeoutMs = 10_000

/**
 * Lends the My Number Card in a reader, found as the browser's window finds it. What reader or card fail at comes back as a verdict, too,
 * with the code of the window: no sentence of ours is English.
 */
export async function lendCard<T>(
  readerName: string | undefined,
  use: (transmit: Transmit) => Promise<Verdict<T, string>>,
): Promise<Verdict<T, string>> {
  try {
    return await withMyNumberCard({ slot, timeoutMs, readerName }, use)
  } catch (error) {
    if (!(error instanceof AppError) || !Object.hasOwn(cardErrors, error.code)) throw error
    const { code, facts } = toFailure(error)
    return no(code, facts)
  }
}
