import type { ErrorTable } from '@madoguchi/kit'
import { makeCookies, makeHealthRoutes, makeMetrics, makeWebApp, openAssetRoutes, type WebEnv } from '@madoguchi/server'
import { makeAssetPath, type Site } from '@madoguchi/ui'
import type { Hono } from 'hono'
import { sql } from 'kysely'
import { addApi } from '../api/api.ts'
import { apiPath } from '../api/api-routes.ts'
import { frameCopy } from '../copy/frame.ja.ts'
import { makeOperatorApp } from '../operator/operator-app.ts'
import { addAbout } from '../pages/about.ts'
import { addActivity } from '../pages/activity.ts'
import { addAnswers } from '../pages/answers.ts'
import { addApiPage } from '../pages/api.ts'
import { addCardAttributes } from '../pages/card-attributes.ts'
import { addCardDoctor } from '../pages/card-doctor.ts'
import { addCardLogIn } from '../pages/card-log-in.ts'
import { addCardSetup } from '../pages/card-setup.ts'
import { addCardSign } from '../pages/card-sign.ts'
import { addCardVerify, verifyBytesMax, verifyPath } from '../pages/card-verify.ts'
import { addChecks } from '../pages/checks.ts'
import { addConfirmCard } from '../pages/confirm-card.ts'
import { addConfirmEmail } from '../pages/confirm-email.ts'
import { addDemoCards } from '../pages/demo-cards.ts'
import { addFill } from '../pages/fill.ts'
import { addHistory } from '../pages/history.ts'
import { addHome } from '../pages/home.ts'
import { addInformation } from '../pages/information.ts'
import { addLogin } from '../pages/login.ts'
import { addNewCard } from '../pages/new-card.ts'
import { addProcedureDetail } from '../pages/procedure-detail.ts'
import { addProcedures } from '../pages/procedures.ts'
import { addRegistration } from '../pages/registration.ts'
import { addRequests } from '../pages/requests.ts'
import { addSession } from '../pages/session.ts'
import { addSettings } from '../pages/settings.ts'
import { addLeave } from '../pages/settings-leave.ts'
import { addTop } from '../pages/top.ts'
import type { World } from '../world.ts'
import { loadPortalAssets } from './assets.ts'
import { makePageRoutes } from './pages-app.ts'
import { makeServerLog } from './server-log.ts'

const bodyBytesMax = 64 * 1024

/** What is not as it should be in service and stops nothing. */
export function listNotes({ proxies }: Pick<World, 'proxies'>): readonly string[] {
  const trouble = proxies.find()
  return trouble === undefined ? [] : [trouble]
}

/** Everything that answers HTTP, but for the network's own batches; and the operator's page, for its own listener. */
export async function makeApp(
  world: World,
  errorTables: readonly ErrorTable[],
): Promise<{ readonly app: Hono<WebEnv>; readonly operatorApp: Hono<WebEnv> | undefined }> {
  const { config, deps, db } = world
  const assets = await loadPortalAssets()
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
    bodyBytesMax: (path) => (path === verifyPath ? verifyBytesMax : bodyBytesMax),
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
  addApi(app, world, errorTables)
  const cookies = makeCookies({ origin: config.origin, isProduction: config.mode === 'production' })
  const routes = makePageRoutes(app, { world, site, cookies })
  addTop(routes)
  addProcedures(routes)
  addProcedureDetail(routes)
  addLogin(routes, config.mode === 'sandbox' ? deps.cards : undefined)
  addCardLogIn(routes)
  addDemoCards(routes, config.mode === 'sandbox' ? deps.cards : undefined)
  addCardDoctor(routes)
  addCardSetup(routes)
  addCardAttributes(routes)
  addCardSign(routes)
  addCardVerify(routes)
  addRegistration(routes)
  addNewCard(routes, config.mode === 'sandbox' ? deps.cards : undefined)
  addHome(routes)
  addSettings(routes)
  addLeave(routes)
  addConfirmCard(routes, config.mode === 'sandbox' ? deps.cards : undefined)
  addConfirmEmail(routes)
  addFill(routes)
  addInformation(routes)
  addAnswers(routes)
  addRequests(routes)
  addChecks(routes)
  addHistory(routes)
  addActivity(routes)
  addSession(routes)
  addAbout(routes)
  addApiPage(routes)
  const operatorApp =
    deps.operator === undefined ? undefined : await makeOperatorApp(world, { operator: deps.operator, site, assets })
  return { app, operatorApp }
}
