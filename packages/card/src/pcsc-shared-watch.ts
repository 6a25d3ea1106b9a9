import { type Pcsc, type Watch, watchReaders } from './pcsc-watch.ts'

/**
 * How long nothing may have happened before a watch is stopped. Stopping it in the moment in which its thread goes back
 * to waiting loses the wake-up, and the process then stands still until a card or reader moves; the end of our own
 * conversation with a card is such a moment.
 */
const quietMs = 500

let shared: Watch | undefined
let borrowers = 0
let ending: ReturnType<typeof setTimeout> | undefined

/**
 * The one watch of this process, until disposed; opened for the first who asks, and again when it broke. The last to give
 * it back leaves it to be stopped in a quiet moment. Throws CARD_READER_FAILED or PCSC's own codes when PC/SC cannot be
 * reached.
 */
export function borrowWatch(pcsc: Pcsc): Watch & Disposable {
  clearTimeout(ending)
  if (shared?.isBroken()) stop()
  shared ??= watchReaders(pcsc)
  borrowers += 1
  return {
    ...shared,
    [Symbol.dispose]() {
      borrowers -= 1
      if (borrowers === 0) ending = setTimeout(endWhenQuiet, quietMs)
    },
  }
}

function endWhenQuiet(): void {
  if (shared === undefined) return
  const left = quietMs - shared.quietForMs()
  if (left > 0 && !shared.isBroken()) ending = setTimeout(endWhenQuiet, left)
  else stop()
}

function stop(): void {
  shared?.stop()
  shared = undefined
}
