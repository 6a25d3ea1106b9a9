import type { Log } from '@madoguchi/kit'
import type { PartyView } from '@madoguchi/messages'
import { makeCookies, makeMetrics, makeServerLog, openAssetRoutes } from '@madoguchi/server'
import { makeWebApp } from '@madoguchi/server/pages'
import type { OperatorInfo, Site } from '@madoguchi/ui'
import { makeAssetPath } from '@madoguchi/ui'
import { addAboutPage } from './about-page.ts'
import { loadDeskAssets } from './assets.ts'
import { addAuditPage } from './audit-page.ts'
import type { DeskFrame } from './frame.ts'
import type { DeskGround } from './ground.ts'
import { addInvitationPages, addLogInPages } from './log-in-pages.ts'
import type { DeskNames } from './names.ts'
import { addOfficersPages } from './officers-pages.ts'
import { deskWords } from './words.ts'

/** Where officers find the desk, and whether what it holds is real. */
export type DeskAddress = { readonly origin: string; readonly mode: 'sandbox' | 'production' }

const bodyBytesMax = 32 * 1024

/**
 * The desk as a website, for a listener of its own. Whoever calls it by another name than its origin is refused, so that no page on the web
 * reaches it through an officer's browser.
 */
export async function openDesk(
  ground: DeskGround & { readonly log: Log },
  { origin, mode }: DeskAddress,
  given: { readonly self: PartyView; readonly names: DeskNames; readonly addPages: (desk: DeskFrame) => void },
): Promise<{ fetch(request: Request, env?: unknown): Promise<Response> }> {
  const { self, names, addPages } = given
  const assets = await loadDeskAssets()
  const site: Site = {
    name: deskWords.siteName(self.name),
    operator: describeOperator(self),
    assetPath: makeAssetPath(assets),
    isSandbox: mode === 'sandbox',
  }
  const { log, clock, random } = ground
  const app = makeWebApp({
    ...{ site, origin, clock, random, bodyBytesMax },
    log: makeServerLog(log),
    metrics: makeMetrics(),
  })
  app.use(async (c, next) => (new URL(c.req.url).host === new URL(origin).host ? next() : c.notFound()))
  app.route('/', await openAssetRoutes(assets))
  const cookies = makeCookies({ origin, isProduction: mode === 'production' })
  const desk: DeskFrame = { app, site, cookies, ground }
  const party = { origin, name: site.name }
  addLogInPages(desk, party)
  addInvitationPages(desk, party)
  addAboutPage(desk)
  addAuditPage(desk, names)
  addOfficersPages(desk, names, origin)
  addPages(desk)
  return { fetch: async (request, env) => app.fetch(request, env as object | undefined) }
}

/** Who runs it, as the directory tells everybody. What an agency has not said there, it goes by its name for. */
function describeOperator({ name, contact }: PartyView): OperatorInfo {
  return {
    name,
    section: contact?.section ?? name,
    address: contact?.postalAddress ?? name,
    phone: contact?.phone ?? '',
    hours: contact?.hours ?? '',
    legalBasis: deskWords.legalBasis,
    links: {
      terms: '/about#terms',
      privacy: '/about#privacy',
      accessibility: '/about#accessibility',
      contact: '/about#contact',
    },
  }
}
