import type { ErrorTable } from '@madoguchi/kit'
import { makeTestClock, systemRandom } from '@madoguchi/kit'
import type { OperatorInfo, Site } from '@madoguchi/ui'
import type { Hono } from 'hono'
import type { Log } from '../log.ts'
import { makeLog } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { makeMetrics } from '../metrics.ts'
import type { WebEnv } from '../request-context.ts'
import type { FormLeads } from './lead-form.ts'
import { makeWebApp } from './web-app.ts'

const operator: OperatorInfo = {
  name: 'みほん市',
  section: 'デジタル推進課',
  address: 'みほん市中央一丁目1番1号',
  phone: '0120-000-000',
  hours: '平日 9時から17時まで',
  legalBasis: '番号法',
  links: { terms: '/terms', privacy: '/privacy', accessibility: '/accessibility', contact: '/contact' },
}

export const testOrigin = 'https://portal.example'
export const testSite: Site = { name: 'Madoguchi', operator, assetPath: (name) => `/assets/${name}`, isSandbox: true }
export const fromUs = { origin: testOrigin, 'sec-fetch-site': 'same-origin' }

/** A web app with a handful of routes that do what handlers do: answer, take a body, fail. */
export function makeTestApp(
  options: { errorTables?: readonly ErrorTable[]; throws?: unknown; bodyBytesMax?: number; formLeads?: FormLeads } = {},
): {
  app: Hono<WebEnv>
  lines: string[]
  log: Log
  metrics: Metrics
  clock: ReturnType<typeof makeTestClock>
} {
  const lines: string[] = []
  const log = makeLog({ level: 'info', name: 'test', destination: { write: (line) => void lines.push(line) } })
  const metrics = makeMetrics()
  const clock = makeTestClock('2026-11-22T00:00:00Z')
  const app = makeWebApp({
    site: testSite,
    origin: testOrigin,
    log,
    metrics,
    clock,
    random: systemRandom,
    bodyBytesMax: options.bodyBytesMax ?? 100,
    errorTables: options.errorTables,
    formLeads: options.formLeads,
    isForPrograms: (path) => path === '/messages',
  })
  app.get('/hello/:name', (c) => c.html('<p>こんにちは</p>'))
  app.post('/form', async (c) => c.text(await c.req.text()))
  app.post('/messages', async (c) => c.text('taken'))
  app.on(['GET', 'POST'], '/fails', () => {
    throw options.throws
  })
  return { app, lines, log, metrics, clock }
}
