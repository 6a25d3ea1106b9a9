import { AppError } from '@madoguchi/kit'

/** What sinks everybody of a run alike: one by one would be no better. */
const aboutOurDatabase: readonly string[] = ['DB_UNAVAILABLE', 'DB_DISK_FULL']

/**
 * Runs many in one go. When that fails for several, each gets a run of its own, so that none sinks the others. `run` gives
 * one result an item; each hears by `done` or `failed`, and this never throws.
 */
export async function settleTogether<Item, Result>(
  items: readonly Item[],
  heard: {
    run(items: readonly Item[]): Promise<readonly Result[]>
    done(item: Item, result: Result): void
    failed(item: Item, error: unknown): void
  },
): Promise<void> {
  try {
    const results = await heard.run(items)
    for (const [i, item] of items.entries()) heard.done(item, results[i] as Result)
  } catch (error) {
    const isForAll = error instanceof AppError && aboutOurDatabase.includes(error.code)
    if (items.length > 1 && !isForAll) for (const one of items) await settleTogether([one], heard)
    else for (const item of items) heard.failed(item, error)
  }
}
