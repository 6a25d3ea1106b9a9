import type { Clock, Random } from '@madoguchi/kit'
import { makeId } from '@madoguchi/kit'
import type { MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { setHeaders } from './set-headers.ts'

/**
 * What every handler finds: `c.get('requestId')` (`req_…`) and `c.get('log')`, which already knows the id. `refusedWith`: the
 * status of a refusal that leads to a page, which is what is counted and logged.
 */
export type WebEnv = { Variables: { requestId: string; log: Log; refusedWith?: number } }

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/**
 * Gives each request an id of ours (a client's own is ignored), a log that carries it, and counts and times it by its
 * route's pattern, never by the path that was typed. Must stand first.
 */
export function requestContext(options: {
  log: Log
  metrics: Metrics
  clock: Clock
  random: Random
}): MiddlewareHandler<WebEnv> {
  const requests = options.metrics.counter({
    name: 'http_requests_total',
    help: 'Answered requests.',
    labels: ['method', 'route', 'status'],
  })
  const seconds = options.metrics.histogram({
    name: 'http_request_seconds',
    help: 'Time to answer.',
    labels: ['route'],
  })
  return async (c, next) => {
    const startedAt = options.clock.now().getTime()
    const requestId = makeId('req', options.random)
    c.set('requestId', requestId)
    c.set('log', options.log.child({ requestId }))
    await next()
    setHeaders(c, [['X-Request-Id', requestId]])
    const durationMs = options.clock.now().getTime() - startedAt
    const method = methods.has(c.req.method) ? c.req.method : 'other'
    const route = routePath(c, -1)
    const status = c.get('refusedWith') ?? c.res.status
    requests.add({ method, route, status: String(status) })
    seconds.observe({ route }, durationMs / 1000)
    c.get('log').info('REQUEST_DONE', { method, route, status, durationMs })
  }
}
