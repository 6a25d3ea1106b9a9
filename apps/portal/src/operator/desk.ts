import type { Cookies, WebEnv } from '@madoguchi/server'
import { isFromOtherSite } from '@madoguchi/server'
import type { Child, Html, Site } from '@madoguchi/ui'
import { html, renderNotificationBanner, renderPage } from '@madoguchi/ui'
import type { Context, Hono } from 'hono'
import { aimContent, reopenContent } from '../shell/held-content.ts'
import { findReplyHere, type HeldReplies, type Holder } from '../shell/held-replies.ts'
import { readTypedFields } from '../shell/held-reply.ts'
import { leadOn } from '../shell/lead-on.ts'
import type { Network } from '../shell/network.ts'
import type { Told, Window } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import type { OperatorSessions } from './operator-sessions.ts'
import { operatorWords } from './words.ts'

export type Desk = {
  readonly app: Hono<WebEnv>
  readonly site: Site
  readonly cookies: Cookies
  readonly sessions: OperatorSessions
  /** Everybody who works here. */
  readonly reader: Reader
  readonly held: HeldReplies
}

/** One request of an operator who is logged in; `by` is the name they gave. */
export type DeskVisit = {
  readonly c: Context<WebEnv>
  readonly site: Site
  readonly reader: Reader
  readonly by: string
  readonly form: URLSearchParams
  readonly window: Window
}

export const deskCookie = 'operator'

/** Adds a page behind the log-in. */
export function addDeskPage(desk: Desk, path: string, handler: (visit: DeskVisit) => Promise<Response>): void {
  desk.app.get(path, async (c) => {
    const visit = findVisit(desk, c, new URLSearchParams())
    if (visit === undefined) return c.redirect('/login', 303)
    const shown = await findReplyHere(desk.held, holderOf(desk, c, visit.by))
    if (shown === undefined) return handler(visit)
    const { id: heldId, reply } = shown
    if (reply.kind === 'typed') return handler({ ...visit, window: { heldId, typed: readTypedFields(reply) } })
    return replyDesk({ ...visit, window: { heldId } }, { ...reopenContent(reply.content), status: reply.status })
  })
}

/** A form of such a page; what it tells is shown there. What was typed when the log-in had ended waits for the next. */
export function addDeskForm(desk: Desk, path: string, handler: (visit: DeskVisit) => Promise<Response>): void {
  desk.app.post(path, async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const visit = findVisit(desk, c, form)
    const { pathname } = new URL(c.req.url)
    if (visit === undefined) {
      const reply = { kind: 'typed', path: pathname, fields: [...form].slice(0, typedFieldsMax) } as const
      const id = await desk.held.hold({ ...holderOf(desk, c, undefined), whose: deskName }, reply)
      return c.redirect(id === undefined ? '/login' : `/login?typed=${id}`, 303)
    }
    const told: Told = {}
    const reply = await handler({ ...visit, window: { told } })
    return leadOn(desk.held, holderOf(desk, c, visit.by), { told, reply, path: pathname })
  })
}

const deskName = 'desk'
const typedFieldsMax = 100

function findVisit(desk: Desk, c: Context<WebEnv>, form: URLSearchParams): DeskVisit | undefined {
  const by = desk.sessions.find(desk.cookies.readCookie(c, deskCookie), !isFromOtherSite(c))
  return by === undefined ? undefined : { c, site: desk.site, reader: desk.reader, by, form, window: {} }
}

/** Whoever is logged in here has the same word: what is held for one of this browser, is held for the next. */
export function holderOf({ cookies }: Pick<Desk, 'cookies'>, c: Context<WebEnv>, by: string | undefined): Holder {
  return { c, cookies, whose: by === undefined ? '' : deskName, isStranger: by === undefined }
}

type DeskPage = { readonly title: string; readonly main: Child; readonly notice?: Child; readonly status?: number }

export function replyDesk(visit: DeskVisit, shown: DeskPage): Response {
  const { told, heldId } = visit.window
  const { status = 200, ...given } = shown
  if (told !== undefined) {
    told.shown = { content: given, status }
    return new Response(null, { status: 204 })
  }
  const { title, main, notice } = heldId === undefined ? given : aimContent(given, heldId)
  const copy = operatorWords(visit.reader).desk
  const path = new URL(visit.c.req.url).pathname
  const menu = [
    ['/', copy.overview],
    ['/dead-letters', copy.deadLetters],
    ['/notices', copy.notices],
    ['/actions', copy.actions],
  ] as const
  const page = renderPage({
    site: visit.site,
    title,
    main,
    notice,
    width: 'dense',
    user: { name: visit.by, logOutAction: '/logout' },
    navigation: menu.map(([href, label]) => ({
      href,
      label,
      isCurrent: path === href || (href !== '/' && path.startsWith(`${href}/`)),
    })),
  })
  return visit.c.html(page.toString(), status as 200) as Response
}

/** What was just done, from the word in the address after a redirect. */
export function renderDone(visit: DeskVisit, done: Readonly<Record<string, string>>): Html | '' {
  const word = new URL(visit.c.req.url).searchParams.get('done') ?? ''
  const heading = Object.hasOwn(done, word) ? done[word] : undefined
  return heading === undefined ? '' : renderNotificationBanner({ tone: 'success', heading, isLive: true })
}

/** A party as the directory calls it, with its id. */
export type NameParty = (party: string) => Html

export function makeNameParty({ directory }: Pick<Network, 'directory'>): NameParty {
  return (party) => {
    const { name } = directory.describeParty(party)
    return name === party ? html`<code>${party}</code>` : html`${name} <code>${party}</code>`
  }
}

export function renderCode(text: string | null | undefined): Html | '' {
  return text === null || text === undefined ? '' : html`<code>${text}</code>`
}
