import type { MiddlewareHandler } from 'hono'
import type { Refuse } from './refuse.ts'
import type { WebEnv } from './request-context.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * What changes something must come from our own pages: `Origin` equal to ours, or, where a browser sends none,
 * `Sec-Fetch-Site: same-origin`. Both missing, or either one speaking of another site: refused.
 * `isExempt` is for paths that programs call with signed messages and without cookies.
 */
export function csrfGuard(options: {
  origin: string
  refuse: Refuse
  isExempt?: ((path: string) => boolean) | undefined
}): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const isSafe = safeMethods.has(c.req.method) || options.isExempt?.(c.req.path) === true
    if (isSafe || isFromUs(options.origin, c.req.header('origin'), c.req.header('sec-fetch-site'))) return next()
    c.get('log').warn('REQUEST_FORGED', { hasOrigin: c.req.header('origin') !== undefined })
    return options.refuse(c, 'REQUEST_FORGED')
  }
}

function isFromUs(ours: string, origin: string | undefined, site: string | undefined): boolean {
  if (site !== undefined && site !== 'same-origin') return false
  return origin === undefined ? site === 'same-origin' : origin === ours
}
