import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Waits for what happens where a test has no hand in it: in another process, on a socket, in a database. Gives what `look` gave when it
 * was neither undefined nor false. Nothing is measured: `withinMs` only ends a test whose condition never comes.
 */
export async function waitUntil<T>(
  look: () => T | Promise<T>,
  { what = 'what was waited for', everyMs = 5, withinMs = 30_000 } = {},
): Promise<Exclude<T, undefined | false>> {
  for (let waitedMs = 0; ; waitedMs += everyMs) {
    const found = await look()
    if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>
    assert.ok(waitedMs < withinMs, `${what} never came`)
    await sleep(everyMs)
  }
}
