import type { Kysely } from 'kysely'
import { deleteDelivered } from './outbox.ts'
import type { DeliveryTables } from './tables.ts'

/** Takes delivered messages out of the outbox, many receipts together. */
export type Clearer = {
  /** These were taken in. Their rows go within a moment. */
  note(ids: readonly string[]): void
  /** The rows of all that was noted before are gone, or it throws and they are leased: the sweep sends them once more. */
  clear(): Promise<void>
  isIdle(): boolean
}

const gatherMs = 250
const togetherMax = 512

/**
 * A row that stays a moment longer harms nobody: it is leased, and should it be sent again, its receiver knows it. So one
 * statement clears what the receipts of a moment named, where each batch had a commit of its own.
 */
export function makeClearer(options: { db: Kysely<DeliveryTables>; onFailure(error: unknown): void }): Clearer {
  const { db, onFailure } = options
  const noted: string[] = []
  let running = 0
  let timer: NodeJS.Timeout | undefined

  async function clear(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const ids = noted.splice(0)
    running++
    try {
      await deleteDelivered(db, ids)
    } finally {
      running--
    }
  }

  const clearByItself = () => void clear().catch(onFailure)

  return {
    note(ids) {
      noted.push(...ids)
      if (noted.length >= togetherMax) clearByItself()
      else if (noted.length > 0) timer ??= setTimeout(clearByItself, gatherMs)
    },
    clear,
    isIdle: () => running === 0 && noted.length === 0,
  }
}
