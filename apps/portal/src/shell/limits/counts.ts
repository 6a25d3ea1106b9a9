import type { Database } from '@madoguchi/db'
import type { Clock, Log } from '@madoguchi/kit'
import { makeWarnOften } from '@madoguchi/server'
import type { PortalTables } from '../tables.ts'
import { countKept } from './kept-counts.ts'
import type { CountedLimits, KeptLimit, RememberedLimit } from './table.ts'

export type Counts = {
  /** True when this one may pass; it counts, in this process's memory. */
  mayPass(rule: RememberedLimit, who: string): boolean
  /** Takes one back that was counted and came to a good end. */
  takeBack(rule: RememberedLimit, who: string): void
  /** The same where a restart and another copy of the portal do not forget it. */
  mayPassKept(rule: KeptLimit, who: string): Promise<boolean>
  /** The log hears of windows that are full, each once, and never whose they are; `count` is the one that came just now. */
  tell(rule: RememberedLimit | KeptLimit, count: number): void
}

const rememberedMax = 100_000

/** `limits`: the rows of all journeys. */
export function makeCounts({
  db,
  clock,
  log,
  limits,
}: {
  db: Pick<Database<PortalTables>, 'kysely'>
  clock: Clock
  log: Log
  limits: CountedLimits
}): Counts {
  const counts = new Map<string, { count: number; until: number }>()
  const warnOften = makeWarnOften({ total: log, clock })
  const nameOf = (rule: RememberedLimit, who: string) => `${rule} ${who}`

  function tell(rule: RememberedLimit | KeptLimit, count: number): void {
    if (count === limits[rule].most + 1) warnOften(log, 'LIMIT_REACHED', { rule })
  }

  function count(rule: RememberedLimit, who: string): number {
    const now = clock.now().getTime()
    const name = nameOf(rule, who)
    const known = counts.get(name)
    if (known !== undefined && known.until > now) return ++known.count
    if (counts.size >= rememberedMax) counts.delete(counts.keys().next().value ?? '')
    counts.delete(name)
    counts.set(name, { count: 1, until: now + limits[rule].windowMs })
    return 1
  }

  return {
    tell,
    mayPass(rule, who) {
      const counted = count(rule, who)
      tell(rule, counted)
      return counted <= limits[rule].most
    },
    takeBack(rule, who) {
      const known = counts.get(nameOf(rule, who))
      if (known !== undefined && known.count > 0) known.count -= 1
    },
    async mayPassKept(rule, who) {
      const counted = await countKept(db.kysely, { rule, who, at: clock.now(), windowMs: limits[rule].windowMs })
      tell(rule, counted)
      return counted <= limits[rule].most
    },
  }
}
