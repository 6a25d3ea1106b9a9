import type { Clock, Log } from '@madoguchi/kit'
import { AppError, minuteMs } from '@madoguchi/kit'

/** What a database says that answers, and cannot do its work: looking at it would not tell. */
const troubles = ['DB_DISK_FULL', 'DB_RESOURCES_SHORT'] as const
type Trouble = (typeof troubles)[number]
/** Trouble that nobody met for so long counts as mended: what is left undone is tried again more often. */
const countsForMs = minuteMs

export type WatchedTrouble = {
  /** The same log; what fails for want of disk or memory is noted on the way. */
  readonly log: Log
  /** Throws AppError DB_DISK_FULL or DB_RESOURCES_SHORT when something failed by it within the last minute. */
  check(): void
}

/** Whether our database ran out of disk or memory, told by the work that failed of it. */
export function watchTrouble(log: Log, clock: Clock): WatchedTrouble {
  let last: { readonly code: Trouble; readonly at: number } | undefined
  return {
    log: {
      info: log.info,
      warn: log.warn,
      error: log.error,
      failure(event, error, facts) {
        const code = findTrouble(error)
        if (code !== undefined) last = { code, at: clock.now().getTime() }
        log.failure(event, error, facts)
      },
    },
    check() {
      if (last !== undefined && clock.now().getTime() - last.at < countsForMs)
        throw new AppError(last.code, 'The database has no room to work: see to its disk and memory.')
    },
  }
}

function findTrouble(error: unknown): Trouble | undefined {
  for (let one = error; one instanceof Error; one = one.cause) {
    const { code } = one as { code?: unknown }
    const found = troubles.find((trouble) => trouble === code)
    if (found !== undefined) return found
  }
  return undefined
}
