import type { ErrorTable } from '@madoguchi/kit'
import { makeCookies, makeHealthRoutes, makeMetrics, openAssetRoutes, type WebEnv } from '@madoguchi/server'
import { makeWebApp } from '@madoguchi/server/pages'
import { makeAssetPath, type Site } from '@madoguchi/ui'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { findSession } from '../session/session.ts'
import { loadPortalAssets } from '../shell/assets.ts'
import { frameCopy } from '../shell/frame.words.ja.ts'
import type { OpenJourney } from '../shell/journey.ts'
import { apiPath } from '../shell/operation.ts'
import { makePageRoutes } from '../shell/pages-app.ts'
import { makeServerLog } from '../shell/server-log.ts'
import type { FindSession } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { addOperations } from './api-routes.ts'
import { journeys } from './journeys.ts'

const bodyBytesMax = 64 * 1024

function isFormWithFiles(contentType: string): boolean {
  return /^multipart\/form-data\s*;/i.test(contentType)
}

/** What is not as it should be in service and stops nothing. */
export function listNotes({ proxies }: Pick<World, 'proxies'>): readonly string[] {
  const trouble = proxies.find()
  return trouble === undefined ? [] : [trouble]
}

/** Everything that answers HTTP, but for the network's own batches; and the operator's page, for its own listener. */
export async function makeApp(
  world: World,
  opened: readonly OpenJourney[],
  errorTables: readonly ErrorTable[],
): Promise<{ readonly app: Hono<WebEnv>; readonly operatorApp: Hono<WebEnv> | undefined }> {
  const { config, deps, db } = world
  const uploads: Readonly<Record<string, number>> = Object.assign({}, ...journeys.map((journey) => journey.uploads))
  const assets = await loadPortalAssets(journeys.flatMap(({ scripts = [] }) => scripts))
  const site: Site = {
    name: frameCopy.siteName,
    operator: { ...config.operator, links: { ...config.operator.links, cardHelp: '/card' } },
    assetPath: makeAssetPath(assets),
    isSandbox: config.mode === 'sandbox',
  }
  const app = makeWebApp({
    site,
    origin: config.origin,
    log: makeServerLog(deps.log),
    metrics: makeMetrics(),
    clock: deps.clock,
    random: deps.random,
    bodyBytesMax: (path, type) => (isFormWithFiles(type) ? uploads[path] : undefined) ?? bodyBytesMax,
    errorTables,
    // API clients bring a bearer token and no cookie; some calls need neither, and no page of another site may make them.
    isForPrograms: (path) => path.startsWith(`${apiPath}/`),
  })
  app.use((c, next) => {
    world.proxies.note(c)
    return next()
  })
  app.route('/', await openAssetRoutes(assets))
  const checks = { database: () => sql`select 1`.execute(db.kysely) }
  app.route('/', makeHealthRoutes({ checks, notes: () => listNotes(world) }))
  const find: FindSession = (options) => findSession(world, world, { ...options, idleMinutes: config.idleMinutes })
  const operations = opened.flatMap(({ calls = [] }) => calls)
  addOperations({ app, world, findSession: find, tables: errorTables, operations })
  const cookies = makeCookies({ origin: config.origin, isProduction: config.mode === 'production' })
  const routes = makePageRoutes(app, {
    ...{ world, site, cookies },
    findSession: find,
    clock: deps.clock,
    notices: world.notices,
  })
  for (const { pages } of opened) pages?.(routes)
  let operatorApp: Hono<WebEnv> | undefined
  for (const { desk } of opened) operatorApp ??= await desk?.({ site, assets })
  return { app, operatorApp }
}
