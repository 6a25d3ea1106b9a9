import { settleTogether } from './settle-together.ts'

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
  const heard = {
    run: (group: readonly Waiting<Item, Result>[]) => run(group.map(({ item }) => item)),
    done: ({ resolve }: Waiting<Item, Result>, result: Result) => resolve(result),
    failed: ({ reject }: Waiting<Item, Result>, error: unknown) => reject(error),
  }

  async function work(): Promise<void> {
    while (queue.length > 0) {
      await company?.gatherAround(() => queue.length, togetherMax)
      await settleTogether(queue.splice(0, togetherMax), heard)
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
