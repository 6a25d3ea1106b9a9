import type { AskingLog } from './asking.ts'
import { countAsked } from './asking.ts'
import type { Killer } from './killer.ts'

const everyMs = 5000

/** A line every few seconds. */
export function sayProgress(options: {
  log: AskingLog
  exchanges: number
  say(line: string): void
  killer?: Killer
}): Disposable {
  const { log, exchanges, say, killer } = options
  const timer = setInterval(() => {
    const kills = [...(killer?.kills.values() ?? [])].reduce((a, b) => a + b, 0)
    const refused = [...log.refusals.values()].reduce((a, b) => a + b, 0)
    say(`${countAsked(log)} of ${exchanges} asked, ${refused} times turned away, ${kills} kills`)
  }, everyMs)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
