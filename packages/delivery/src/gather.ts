import { AppError } from '@madoguchi/kit'

/** Lets those who come nearly at once go together: that costs all parties far less than one after the other. */
export type Company = {
  /** Waits for more; `countWaiting` says how many are there, `wanted` how many may go together. */
  gatherAround(countWaiting: () => number, wanted: number): Promise<void>
  /** Somebody more came: so many are there now. */
  noteArrival?(count: number): void
}

type Waiting<Item, Result> = {
  readonly item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

const togetherMax = 64

/** What sinks everybody of a run alike: one by one would be no better. */
export const aboutOurDatabase: readonly string[] = ['DB_UNAVAILABLE', 'DB_DISK_FULL']

/**
 * Runs one at a time, and takes what comes meanwhile together in the next run: many at once share a transaction.
 * `run` gives one result an item. When it throws for several, each gets a run of its own, so that none sinks the others.
 * Before each run `company` may wait for more.
 */
export function gather<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  company?: Company,
): (item: Item) => Promise<Result> {
  const queue: Waiting<Item, Result>[] = []
  let isRunning = false

  async function settle(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(group.map(({ item }) => item))
      for (const [i, { resolve }] of group.entries()) resolve(results[i] as Result)
    } catch (error) {
      const isForAll = error instanceof AppError && aboutOurDatabase.includes(error.code)
      if (group.length > 1 && !isForAll) for (const one of group) await settle([one])
      else for (const { reject } of group) reject(error)
    }
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      await company?.gatherAround(() => queue.length, togetherMax)
      await settle(queue.splice(0, togetherMax))
    }
    isRunning = false
  }

  return (item) =>
    new Promise((resolve, reject) => {
      queue.push({ item, resolve, reject })
      company?.noteArrival?.(queue.length)
      if (isRunning) return
      isRunning = true
      queueMicrotask(() => void work())
    })
}
