import type { ErrorTable } from '@madoguchi/kit'
import {
  makeCookies,
  makeHealthRoutes,
  makeMetrics,
  makeServerLog,
  openAssetRoutes,
  type WebEnv,
} from '@madoguchi/server'
import { makeWebApp } from '@madoguchi/server/pages'
import { makeAssetPath, type Site } from '@madoguchi/ui'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { loadPortalAssets } from '../shell/assets.ts'
import type { PortalConfig } from '../shell/config.ts'
import { makeFindError } from '../shell/find-error.ts'
import { makeFormPlaces } from '../shell/form-places.ts'
import { gatherOnce } from '../shell/gather-once.ts'
import type { Ground } from '../shell/ground.ts'
import type { HeldReplies } from '../shell/held-replies.ts'
import type { OpenJourney } from '../shell/journey.ts'
import type { NoticeBoard } from '../shell/notice.ts'
import { apiPath } from '../shell/operation.ts'
import { makePageRoutes } from '../shell/pages-app.ts'
import { readRefused } from '../shell/refused-form.ts'
import { shellWords } from '../shell/shell-words.ts'
import { makeUploadSizes } from '../shell/upload-sizes.ts'
import type { FindSession } from '../shell/visitor.ts'
import type { ProxyWatch } from '../shell/watch-proxies.ts'
import { anyReader } from '../shell/words.ts'
import { addOperations } from './api-routes.ts'
import { allErrors, allPlaces, journeys } from './journeys.ts'

const bodyBytesMax = 64 * 1024

function isFormWithFiles(contentType: string): boolean {
  return /^multipart\/form-data\s*;/i.test(contentType)
}

/** What is not as it should be in service and stops nothing. */
export function listNotes(proxies: Pick<ProxyWatch, 'find'>): readonly string[] {
  const trouble = proxies.find()
  return trouble === undefined ? [] : [trouble]
}

/** Journeys that are open, and what stands round them. */
type AppParts = {
  readonly opened: readonly OpenJourney[]
  readonly notices: NoticeBoard
  readonly findSession: FindSession
  readonly proxies: ProxyWatch
  readonly errorTables: readonly ErrorTable[]
  readonly held: HeldReplies
}

/** Everything that answers HTTP, but for the network's own batches; and the operator's page, for its own listener. */
export async function makeApp(
  config: PortalConfig,
  { db, clock, random, log }: Ground,
  { opened, notices, findSession, proxies, errorTables, held }: AppParts,
): Promise<{ readonly app: Hono<WebEnv>; readonly operatorApp: Hono<WebEnv> | undefined }> {
  const uploadSizeOf = makeUploadSizes(gatherOnce(journeys.map((journey) => journey.uploads)))
  const assets = await loadPortalAssets(
    journeys.flatMap(({ scripts = [] }) => scripts),
    allPlaces,
  )
  const site: Site = {
    name: shellWords(anyReader).frame.siteName,
    operator: {
      ...config.operator,
      links: Object.assign({}, config.operator.links, ...journeys.map(({ links }) => links)),
    },
    assetPath: makeAssetPath(assets),
    isSandbox: config.mode === 'sandbox',
  }
  const formPlaces = makeFormPlaces()
  const app = makeWebApp({
    site,
    origin: config.origin,
    log: makeServerLog(log),
    metrics: makeMetrics(),
    clock,
    random,
    bodyBytesMax: (path, type) => (isFormWithFiles(type) ? uploadSizeOf(path) : undefined) ?? bodyBytesMax,
    errorTables,
    // API clients bring a bearer token and no cookie; some calls need neither, and no page of another site may make them.
    isForPrograms: (path) => path.startsWith(`${apiPath}/`),
    formLeads: formPlaces,
  })
  app.use((c, next) => {
    proxies.note(c)
    return next()
  })
  app.route('/', await openAssetRoutes(assets))
  const checks = { database: () => sql`select 1`.execute(db.kysely) }
  app.route('/', makeHealthRoutes({ checks, notes: () => listNotes(proxies) }))
  const operations = opened.flatMap(({ calls = [] }) => calls)
  addOperations({ app, findSession, tables: errorTables, operations })
  const cookies = makeCookies({ origin: config.origin, isProduction: config.mode === 'production' })
  const find = {
    ...{ session: findSession, error: makeFindError(allErrors), formPage: formPlaces.findPage },
    refused: (url: URL) => readRefused(url, { bytesMax: bodyBytesMax, uploadSizeOf }),
  }
  const kept = { cookies, held }
  const routes = makePageRoutes(app, { site, kept, notices, find, places: allPlaces }, formPlaces)
  for (const { pages } of opened) pages?.(routes)
  let operatorApp: Hono<WebEnv> | undefined
  for (const { desk } of opened) operatorApp ??= await desk?.({ site, assets, held })
  return { app, operatorApp }
}
