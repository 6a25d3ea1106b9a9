import type { Log } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { Cookies, WebEnv } from '@madoguchi/server'
import { isFromOtherSite } from '@madoguchi/server'
import type { Child, Html, Site } from '@madoguchi/ui'
import { html, renderButtonGroup, renderLinkButton, renderNotificationBanner, renderPage } from '@madoguchi/ui'
import type { Context, Hono } from 'hono'
import type { DeskRole } from '../officer-words.ts'
import type { About } from './audit.ts'
import { noteLine } from './audit.ts'
import type { DeskGround } from './ground.ts'
import type { LeftForm } from './left-forms.ts'
import { findLeftForm, leaveForm } from './left-forms.ts'
import { findOfficer } from './officers.ts'
import type { DeskKey } from './render-keys.ts'
import { renderKeys } from './render-keys.ts'
import type { Officer } from './roles.ts'
import { hasRole, listAffairs, ownAffairs } from './roles.ts'
import { findSession } from './sessions.ts'
import { deskWords } from './words.ts'

export type DeskFrame = {
  readonly app: Hono<WebEnv>
  readonly site: Site
  readonly cookies: Cookies
  readonly ground: DeskGround & { readonly log: Log }
}

/** One request of an officer who is logged in. */
export type OfficerVisit = {
  readonly c: Context<WebEnv>
  readonly by: Officer
  /** The cookie's value: what is left in forms hangs on it. */
  readonly session: string
  /** A form of this page that was not taken. */
  readonly left: LeftForm | undefined
}

/** What a page shows. `looks`: of whom or what it tells; written before it leaves, or it does not leave. */
export type DeskPage = {
  readonly title: string
  readonly main: Child
  readonly looks: readonly About[]
  readonly notice?: Child | undefined
  /** What the keyboard does there beside what it does everywhere. */
  readonly keys?: readonly DeskKey[] | undefined
  readonly trail?: readonly { readonly label: string; readonly href: string }[] | undefined
}

export const deskCookie = 'desk'

/** Adds a page behind the log-in. A link of another site does not look in an officer's name: it wants a press first. */
export function addDeskPage(
  desk: DeskFrame,
  path: string,
  handler: (visit: OfficerVisit) => Promise<DeskPage | Response>,
): void {
  desk.app.get(path, async (c) => {
    const visit = await findVisit(desk, c)
    if (visit === undefined) return c.redirect('/login', 303)
    const page = isFromOtherSite(c) ? askForPress(c) : await handler(visit)
    if (page instanceof Response) return page
    const { clock, db } = desk.ground
    if (page.looks.length > 0)
      await db.transact(async (tx) => {
        for (const look of page.looks) await noteLine(tx, clock.now(), visit.by, look)
      })
    return c.html(renderDesk(desk, visit, page).toString()) as Response
  })
}

/** A form of such a page. It leads on (303): to what it did, or back to its page with what was typed. */
export function addDeskForm(
  desk: DeskFrame,
  path: string,
  handler: (visit: OfficerVisit, form: URLSearchParams) => Promise<Response>,
): void {
  desk.app.post(path, async (c) => {
    const visit = await findVisit(desk, c)
    if (visit === undefined) return c.redirect('/login', 303)
    return handler(visit, new URLSearchParams(await c.req.text()))
  })
}

/** Back to a page, with what was typed and what is in the way. */
export async function leadBack(
  { ground }: Pick<DeskFrame, 'ground'>,
  { c, session }: OfficerVisit,
  left: LeftForm & { readonly path: string },
): Promise<Response> {
  const form = await leaveForm(ground, { ...left, session })
  return c.redirect(`${left.path}?left=${form}`, 303)
}

/** Whoever has none of these roles in an affair hears what they would hear of what is not there. */
export function demandRole({ by }: Pick<OfficerVisit, 'by'>, affair: string, roles: readonly DeskRole[]): void {
  if (!hasRole(by, affair, roles)) demandThere(undefined)
}

/** What is there. Throws PAGE_NOT_FOUND. */
export function demandThere<T>(found: T | undefined): T {
  if (found === undefined) throw new AppError('PAGE_NOT_FOUND', 'Not here, or not for this officer.')
  return found
}

/** What was just done, from the word in the address after a form. */
export function renderDone({ c }: OfficerVisit, done: Readonly<Record<string, string>>): Html | '' {
  const word = c.req.query('done') ?? ''
  const heading = Object.hasOwn(done, word) ? done[word] : undefined
  return heading === undefined ? '' : renderNotificationBanner({ tone: 'success', heading, isLive: true })
}

async function findVisit(desk: DeskFrame, c: Context<WebEnv>): Promise<OfficerVisit | undefined> {
  const { db, clock } = desk.ground
  const session = desk.cookies.readCookie(c, deskCookie)
  const seen = { at: clock.now(), isSeen: !isFromOtherSite(c) }
  const officer = await findSession(db.kysely, session, seen)
  const by = officer === undefined ? undefined : await findOfficer(db.kysely, officer)
  if (by === undefined || session === undefined) return undefined
  const left = await findLeftForm(db.kysely, { session, path: c.req.path, form: c.req.query('left') })
  return { c, by, session, left }
}

function askForPress(c: Context<WebEnv>): DeskPage {
  const { press } = deskWords
  const { pathname, search } = new URL(c.req.url)
  const on = renderLinkButton({ label: press.go, href: `${pathname}${search}`, size: 'medium' })
  return { title: press.title, main: [html`<p>${press.lead}</p>`, renderButtonGroup([on])], looks: [] }
}

function renderDesk({ site }: DeskFrame, { c, by }: OfficerVisit, page: DeskPage): Html {
  const path = c.req.path
  return renderPage({
    site,
    title: page.title,
    main: page.keys === undefined ? page.main : [page.main, renderKeys(page.keys)],
    ...(page.keys === undefined ? {} : { scripts: ['keys.js'] }),
    notice: page.notice,
    ...(page.trail === undefined ? {} : { breadcrumb: page.trail }),
    width: 'dense',
    user: { name: by.name, logOutAction: '/logout' },
    navigation: listPlaces(by).map(([href, label]) => ({
      ...{ href, label },
      isCurrent: path === href || (href !== '/' && path.startsWith(`${href}/`)),
    })),
  })
}

/** The menu: what this officer has anything to do with. */
function listPlaces(by: Officer): readonly (readonly [href: string, label: string])[] {
  const { menu } = deskWords
  const sees = (affair: string) => hasRole(by, affair, ['look', 'handle'])
  return [
    ['/', menu.queue],
    ...(listAffairs(by, ['look', 'handle', 'divide']).length > 0 ? [['/cases', menu.cases] as const] : []),
    ...(sees(ownAffairs.protection) ? [['/protections', menu.protections] as const] : []),
    ...(sees(ownAffairs.protection) || sees(ownAffairs.self) ? [['/letters', menu.letters] as const] : []),
    ...(listAffairs(by, ['settings']).length > 0 ? [['/officers', menu.officers] as const] : []),
    ...(listAffairs(by, ['records']).length > 0 ? [['/audit', menu.audit] as const] : []),
  ]
}
