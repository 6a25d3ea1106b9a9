import type { Clock } from '@madoguchi/kit'
import type { Context, MiddlewareHandler } from 'hono'
import type { Refuse } from './refuse.ts'
import type { WebEnv } from './request-context.ts'

/**
 * At most `limit` requests a window for each key, counted in this process's memory (N processes allow N times as much).
 * `key` may be undefined for a request that is not counted. When the map is full, the oldest window is forgotten.
 */
export function rateLimit(options: {
  key(c: Context<WebEnv>): string | undefined
  limit: number
  windowMs: number
  clock: Clock
  refuse: Refuse
  /** Keys kept at once. Default: 10 000. */
  keysMax?: number | undefined
}): MiddlewareHandler<WebEnv> {
  const counters = new Map<string, { count: number; readonly endsAt: number }>()
  return async (c, next) => {
    const key = options.key(c)
    if (key === undefined) return next()
    const now = options.clock.now().getTime()
    const found = counters.get(key)
    const counter = found !== undefined && found.endsAt > now ? found : { count: 0, endsAt: now + options.windowMs }
    if (counter !== found) {
      // Taken out and put in again, so that the map stays in the order in which windows end.
      counters.delete(key)
      if (counters.size >= (options.keysMax ?? 10_000)) dropOldest(counters)
      counters.set(key, counter)
    }
    counter.count += 1
    if (counter.count <= options.limit) return next()
    const retryAfterS = Math.max(1, Math.ceil((counter.endsAt - now) / 1000))
    c.header('Retry-After', String(retryAfterS))
    return options.refuse(c, 'TOO_MANY_REQUESTS', { retryAfterS })
  }
}

function dropOldest(counters: Map<string, unknown>): void {
  const [oldest] = counters.keys()
  if (oldest !== undefined) counters.delete(oldest)
}
