import type { Clock, Log } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'

/** As much of a request of Hono’s as proxies write into. */
type Asking = {
  readonly env: unknown
  readonly req: { readonly path: string; header(name: string): string | undefined }
}

/** More proxies than configured write into most requests, so that many citizens count as one; or fewer, so that none is believed. */
export type ProxyTrouble = 'PROXY_HOPS_TOO_FEW' | 'PROXY_HOPS_TOO_MANY'

export type ProxyWatch = {
  /** Looks at a request as it came. */
  note(c: Asking): void
  /** What stands of the last minutes. */
  find(): ProxyTrouble | undefined
}

const windowMs = 10 * minuteMs
/** Fewer may be somebody's own header. */
const enough = 10

type Seen = { readonly until: number; total: number; tooFew: number; tooMany: number }

/**
 * Compares what proxies write into requests (`X-Forwarded-For`, RFC 7239 `Forwarded`) with how many there should be. A wrong
 * number is told to the log once in ten minutes, and to health and to the operator's page as long as it lasts.
 */
export function watchProxies({ hops, clock, log }: { hops: number; clock: Clock; log: Log }): ProxyWatch {
  let seen: Seen = start()
  let trouble: { readonly what: ProxyTrouble; readonly until: number } | undefined

  function start(): Seen {
    return { until: clock.now().getTime() + windowMs, total: 0, tooFew: 0, tooMany: 0 }
  }

  function judge(): void {
    const what = findMost(seen)
    if (what === undefined) return
    const now = clock.now().getTime()
    const isNews = trouble?.what !== what || trouble.until <= now
    // Told anew when the window after it is over.
    if (!isNews) return
    trouble = { what, until: now + windowMs }
    log.error(what, { hops })
  }

  return {
    note(c) {
      // Probes come from within, past the proxy; and a call from within our own process has no socket.
      const { incoming } = (c.env ?? {}) as { readonly incoming?: unknown }
      if (incoming === undefined || c.req.path.startsWith('/health/')) return
      if (seen.until <= clock.now().getTime()) seen = start()
      const count = countHops(c)
      seen.total += 1
      if (count > hops) seen.tooFew += 1
      if (count < hops) seen.tooMany += 1
      judge()
    },
    find: () => (trouble !== undefined && trouble.until > clock.now().getTime() ? trouble.what : undefined),
  }
}

function findMost({ total, tooFew, tooMany }: Seen): ProxyTrouble | undefined {
  if (tooFew >= enough && tooFew * 2 > total) return 'PROXY_HOPS_TOO_FEW'
  return tooMany >= enough && tooMany * 2 > total ? 'PROXY_HOPS_TOO_MANY' : undefined
}

function countHops(c: Asking): number {
  const listed = c.req.header('x-forwarded-for')?.split(',').length ?? 0
  return Math.max(listed, c.req.header('forwarded')?.split(',').length ?? 0)
}
