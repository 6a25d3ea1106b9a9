import type { Clock, Facts, Log } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'

/** Kinds of lines at the same time; more than the source has. */
const kindsMax = 200

/** Warns of what others can have happen as often as they like. */
export type WarnOften = (
  log: Pick<Log, 'warn'>,
  event: string,
  facts: Readonly<Record<string, string | boolean>>,
) => void

/**
 * The first of a minute is a line of its own, by the log of whoever it happened to; all others of the same event with the same
 * facts are one line when the minute is over, with their `count`, by `total`. Facts are of a few values only: enum words.
 */
export function makeWarnOften({ total, clock }: { total: Pick<Log, 'warn'>; clock: Clock }): WarnOften {
  const kinds = new Map<string, { readonly event: string; readonly facts: Facts; until: number; count: number }>()

  function tell(key: string): void {
    const kind = kinds.get(key)
    kinds.delete(key)
    if (kind !== undefined && kind.count > 0) total.warn(kind.event, { ...kind.facts, count: kind.count })
  }

  return (log, event, facts) => {
    const now = clock.now().getTime()
    for (const [key, { until }] of kinds) if (until <= now) tell(key)
    const key = `${event} ${JSON.stringify(facts)}`
    const known = kinds.get(key)
    if (known !== undefined) {
      known.count += 1
      return
    }
    if (kinds.size >= kindsMax) tell(kinds.keys().next().value ?? '')
    const kind = { event, facts, until: now + minuteMs, count: 0 }
    kinds.set(key, kind)
    log.warn(event, facts)
    // Where nothing follows, the sum is told all the same. It may be another minute's by then.
    setTimeout(() => {
      if (kinds.get(key) === kind) tell(key)
    }, minuteMs).unref()
  }
}
