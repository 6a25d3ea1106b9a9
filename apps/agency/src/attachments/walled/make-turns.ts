/** Lets so many do something at once; as many as `waitingMax` wait for their turn, and whoever comes then hears undefined. */
type Turns = <T>(act: () => Promise<T>) => Promise<T | undefined>

export function makeTurns({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }): Turns {
  const waiting: (() => void)[] = []
  let running = 0
  return async (act) => {
    if (running >= atOnce) {
      if (waiting.length >= waitingMax) return undefined
      // Whoever ends hands the turn over, so that nobody comes between.
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running += 1
    try {
      return await act()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
