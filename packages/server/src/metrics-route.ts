import { Hono } from 'hono'
import type { Metrics } from './metrics.ts'

/** `GET /metrics` for the operator's own network: a proxy in front must not pass it on. */
export function makeMetricsRoute(metrics: Metrics): Hono {
  return new Hono().get('/metrics', (c) =>
    c.body(metrics.render(), 200, { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8' }),
  )
}
