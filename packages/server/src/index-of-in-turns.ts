import { setImmediate as giveTurn } from 'node:timers/promises'

/** Bytes looked at in one turn: whoever writes what a separator nearly is makes a search cost ten times as much. */
const turnBytes = 512 * 1024

/**
 * Where `sought` stands in `held` at or after `from`; -1 if nowhere. Others are served in between: at each half mebibyte
 * of `held` one turn is given, however often it is called on the way.
 */
export async function indexOfInTurns(
  held: Buffer,
  { sought, from }: { sought: Buffer; from: number },
): Promise<number> {
  for (let at = from; at < held.length; ) {
    const next = (Math.floor(at / turnBytes) + 1) * turnBytes
    const found = held.subarray(at, next + sought.length - 1).indexOf(sought)
    if (found >= 0 && at + found < next) return at + found
    at = next
    if (at < held.length) await giveTurn()
  }
  return -1
}
