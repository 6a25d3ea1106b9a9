import { type Pcsc, type ReaderWatch, type Watch, watchReaders } from './pcsc-watch.ts'

/**
 * How long nothing may have happened before a watch is stopped. Stopping it in the moment in which its thread goes back
 * to waiting loses the wake-up, and the process then stands still until a card or reader moves; the end of our own
 * conversation with a card is such a moment.
 */
const quietMs = 500

type Shared = { readonly watch: ReaderWatch; borrowers: number; ending?: ReturnType<typeof setTimeout> }

let shared: Shared | undefined

export type BorrowedWatch = Watch &
  Disposable & {
    /** Nobody else gets this watch: something of it was left in a state that only its end clears. */
    retire(): void
  }

/**
 * The one watch of this process, until disposed; opened for the first who asks, and anew when it broke or was retired. The
 * last to give it back leaves it to be stopped in a quiet moment. Throws CARD_READER_FAILED when PC/SC cannot be reached.
 */
export function borrowWatch(pcsc: Pcsc): BorrowedWatch {
  if (shared === undefined || shared.watch.isBroken()) shared = { watch: watchReaders(pcsc), borrowers: 0 }
  const mine = shared
  clearTimeout(mine.ending)
  mine.borrowers += 1
  return {
    ...mine.watch,
    retire() {
      if (shared === mine) shared = undefined
    },
    [Symbol.dispose]() {
      mine.borrowers -= 1
      if (mine.borrowers === 0) stopWhenQuiet(mine, quietMs)
    },
  }
}

function stopWhenQuiet(one: Shared, waitMs: number): void {
  one.ending = setTimeout(() => {
    const leftMs = one.watch.isBroken() ? 0 : quietMs - one.watch.quietForMs()
    if (leftMs > 0) return stopWhenQuiet(one, leftMs)
    if (shared === one) shared = undefined
    one.watch.stop()
  }, waitMs)
}
