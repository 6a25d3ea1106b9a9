import type { MiddlewareHandler } from 'hono'
import type { WarnOften } from './often.ts'
import type { Refuse } from './refuse.ts'
import type { WebEnv } from './request-context.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What changes something must come from our own pages: `Origin` equal to ours, or, where a browser sends none,
 * `Sec-Fetch-Site: same-origin`. Both missing, or either one speaking of another site: refused.
 * `isForPrograms`: paths that programs call without cookies. There both may be missing, since no browser leaves out both; what
 * a page of another site has a browser send there is refused like everywhere.
 */
export function csrfGuard(options: {
  origin: string
  refuse: Refuse
  warnOften: WarnOften
  isForPrograms?: ((path: string) => boolean) | undefined
}): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const [origin, site] = [c.req.header('origin'), c.req.header('sec-fetch-site')]
    const isProgram = origin === undefined && site === undefined && options.isForPrograms?.(c.req.path) === true
    if (safeMethods.has(c.req.method) || isProgram || isFromUs(options.origin, origin, site)) return next()
    options.warnOften(c.get('log'), 'REQUEST_FORGED', { hasOrigin: origin !== undefined })
    return options.refuse(c, 'REQUEST_FORGED')
  }
}

function isFromUs(ours: string, origin: string | undefined, site: string | undefined): boolean {
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined ? site === 'same-origin' : origin === ours
}
