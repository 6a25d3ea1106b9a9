/** Wakes requests of this process that wait for a message; another copy of the program finds it in the database. */
export type Waiters = {
  wake(name: string): void
  /**
   * Asks `look` at once, whenever `name` is woken, and every half second; undefined when nothing came in time. With
   * `gatherMs` it looks so long after the waking, once for all that wakes it meanwhile.
   */
  waitFor<T>(options: {
    name: string
    timeoutMs: number
    gatherMs?: number
    look(): Promise<T | undefined>
  }): Promise<T | undefined>
}

const lookEveryMs = 500

export function makeWaiters(): Waiters {
  const sleepers = new Map<string, Set<() => void>>()

  function nap(name: string, ms: number): Promise<void> {
    return new Promise((resolve) => {
      const others = sleepers.get(name) ?? new Set()
      const wake = () => {
        clearTimeout(timer)
        others.delete(wake)
        if (others.size === 0) sleepers.delete(name)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      sleepers.set(name, others.add(wake))
    })
  }

  return {
    wake(name) {
      for (const wake of [...(sleepers.get(name) ?? [])]) wake()
    },
    async waitFor({ name, timeoutMs, gatherMs = 0, look }) {
      const until = performance.now() + timeoutMs
      for (;;) {
        // Asleep before looking: a message that comes while we look still wakes us.
        const leftMs = until - performance.now()
        const slept = nap(name, Math.max(0, Math.min(lookEveryMs, leftMs)))
        const found = await look()
        if (found !== undefined || leftMs <= 0) return found
        await slept
        if (gatherMs > 0) await new Promise((resolve) => setTimeout(resolve, gatherMs))
      }
    },
  }
}
