/** Wakes requests of this process that wait for a message; another copy of the program finds it in the database. */
export type Waiters = {
  /** `count`: how many things came at once. */
  wake(name: string, count?: number): void
  /**
   * Asks `look` at once, whenever `name` is woken, and every half second; undefined when nothing came in time. What comes
   * while it looks wakes it, too. `gather` is asked when something came, of what the last look saw: it looks again so
   * much later, or as soon as that many things have come, once for all that came meanwhile.
   */
  waitFor<T>(options: {
    name: string
    timeoutMs: number
    gather?(): { readonly ms: number; readonly count: number }
    look(): Promise<T | undefined>
  }): Promise<T | undefined>
}

type Sleeper = { came: number; stir(): void }

const lookEveryMs = 500

export function makeWaiters(): Waiters {
  const sleepers = new Map<string, Set<Sleeper>>()

  function lie(name: string): Sleeper {
    const sleeper: Sleeper = { came: 0, stir() {} }
    sleepers.set(name, (sleepers.get(name) ?? new Set()).add(sleeper))
    return sleeper
  }

  function rise(name: string, sleeper: Sleeper): void {
    const others = sleepers.get(name)
    others?.delete(sleeper)
    if (others?.size === 0) sleepers.delete(name)
  }

  return {
    wake(name, count = 1) {
      for (const sleeper of sleepers.get(name) ?? []) {
        sleeper.came += count
        sleeper.stir()
      }
    },
    async waitFor({ name, timeoutMs, gather, look }) {
      const until = performance.now() + timeoutMs
      const sleeper = lie(name)
      try {
        for (;;) {
          sleeper.came = 0
          // The last look begins when the wait is over, however long the one before took.
          const isLast = performance.now() >= until
          const found = await look()
          if (found !== undefined || isLast) return found
          await sleep(sleeper, Math.min(lookEveryMs, Math.max(0, until - performance.now())), 1)
          if (gather === undefined || sleeper.came === 0) continue
          const { ms, count } = gather()
          await sleep(sleeper, ms, count)
        }
      } finally {
        rise(name, sleeper)
      }
    },
  }
}

/** Until so many things have come, or so much time has passed. */
function sleep(sleeper: Sleeper, ms: number, count: number): Promise<void> {
  if (sleeper.came >= count || ms <= 0) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      sleeper.stir = () => {}
      resolve()
    }
    const timer = setTimeout(end, ms)
    sleeper.stir = () => {
      if (sleeper.came >= count) end()
    }
  })
}
