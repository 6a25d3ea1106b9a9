import { AppError } from '@madoguchi/kit'
import type { Cookies, WebEnv } from '@madoguchi/server'
import type { Child, Html, Site } from '@madoguchi/ui'
import { html, renderNotificationBanner, renderPage } from '@madoguchi/ui'
import type { Context, Hono } from 'hono'
import type { Network } from '../shell/network.ts'
import { isFromOtherSite } from '../shell/other-site.ts'
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
}

/** One request of an operator who is logged in; `by` is the name they gave. */
export type DeskVisit = {
  readonly c: Context<WebEnv>
  readonly site: Site
  readonly reader: Reader
  readonly by: string
  readonly form: URLSearchParams
}

export const deskCookie = 'operator'

/** Adds a page behind the log-in. */
export function addDeskPage(
  desk: Desk,
  method: 'GET' | 'POST',
  path: string,
  handler: (visit: DeskVisit) => Promise<Response>,
): void {
  desk.app.on(method, path, async (c) => {
    const by = desk.sessions.find(desk.cookies.readCookie(c, deskCookie), !isFromOtherSite(c))
    if (by === undefined) {
      if (method === 'GET') return c.redirect('/login', 303)
      throw new AppError('ACCESS_REFUSED', 'Nobody is logged in here.')
    }
    const form = new URLSearchParams(method === 'POST' ? await c.req.text() : '')
    return handler({ c, site: desk.site, reader: desk.reader, by, form })
  })
}

type DeskPage = { readonly title: string; readonly main: Child; readonly notice?: Child; readonly status?: number }

export function replyDesk(visit: DeskVisit, { title, main, notice, status }: DeskPage): Response {
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
  return visit.c.html(page.toString(), (status ?? 200) as 200) as Response
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
