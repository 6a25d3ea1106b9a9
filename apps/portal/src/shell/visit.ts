import { AppError, type Clock, type Facts } from '@madoguchi/kit'
import type { Cookies, WebEnv } from '@madoguchi/server'
import type { Child, Site } from '@madoguchi/ui'
import type { Context } from 'hono'
import type { FindError } from './find-error.ts'
import type { Notice, NoticeBoard } from './notice.ts'
import { isFromOtherSite } from './other-site.ts'
import type { Places } from './places.ts'
import type { FindSession, OpenSession, Session, SessionCode } from './visitor.ts'
import { demandVault, type SessionUse } from './visitor.ts'
import { anyReader, type Language } from './words.ts'

/** The session of somebody who is logged in; and the names of a browser that is about to log in, has drafts, or waits its turn. */
export const cookieNames = { session: 'session', start: 'start', drafts: 'drafts', turn: 'turn' } as const

/** What all pages share. */
export type Pages = {
  readonly site: Site
  readonly cookies: Cookies
  readonly clock: Clock
  readonly notices: NoticeBoard
  readonly find: { readonly session: FindSession; readonly error: FindError }
  readonly places: Places
}

/** What stands when a page is asked for. */
export type Frame = {
  /** What the operator tells everybody now. */
  readonly notices: readonly Notice[]
  /** When the page is made. */
  readonly at: Date
  /** In which it is read. */
  readonly language: Language
  /** Where pages are that other journeys have. */
  readonly places: Places
  /** Why there is no session, where a cookie had promised one. */
  readonly sessionEnded: SessionCode | undefined
}

/** One request to a page, and who makes it. */
export type Visit = {
  readonly c: Context<WebEnv>
  readonly url: URL
  readonly cookies: Cookies
  readonly session: Session | undefined
  readonly site: Site
  readonly frame: Frame
}

export type PageContent = {
  readonly title: string
  readonly main: Child
  readonly heading?: Child
  readonly hasOwnHeading?: boolean
  readonly breadcrumb?: readonly { readonly label: string; readonly href: string }[]
  readonly width?: 'reading' | 'wide'
  readonly notice?: Child
  readonly scripts?: readonly string[]
}

/** `by`: who does this, where our own pages lead here. */
export async function makeVisit(
  pages: Pages,
  c: Context<WebEnv>,
  by: Exclude<SessionUse, 'other-site'>,
): Promise<Visit> {
  const { cookies, clock, notices, site, places } = pages
  const token = cookies.readCookie(c, cookieNames.session)
  const found = await pages.find.session({ token, channel: 'page', by: isFromOtherSite(c) ? 'other-site' : by })
  return {
    ...{ c, cookies, site },
    url: new URL(c.req.url),
    session: found.ok ? found.value : undefined,
    frame: {
      notices: await notices.findShown(),
      at: clock.now(),
      ...anyReader,
      places,
      sessionEnded: found.ok || token === undefined ? undefined : found.code,
    },
  }
}

/** The session of a page that is for citizens who are registered, and whose card opens their vault. */
export function demandSession(visit: Visit): OpenSession {
  return demandVault(demandMember(visit))
}

/** The session of a page that needs no vault: whoever has a new card and was registered before has it, too. */
export function demandMember(visit: Visit): Session {
  const session = demandLogIn(visit)
  if (!session.isRegistered) throw new AppError('REGISTRATION_NEEDED', 'The account has not consented yet.')
  return session
}

export function demandLogIn({ session, frame }: Visit): Session {
  if (session === undefined) throw new AppError(frame.sessionEnded ?? 'SESSION_NONE', 'Nobody is logged in.')
  return session
}

type AnyVerdict<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly facts: Facts }

/** A verdict as it is for a page or the API: its value, or its code thrown for the error answer. */
export function getValue<T>(verdict: AnyVerdict<T>): T {
  if (verdict.ok) return verdict.value
  throw new AppError(verdict.code, 'Refused; the code says why.', { facts: verdict.facts })
}

/** Throws LOGIN_PAUSED while the operator has put log-ins on hold. Whoever is logged in goes on. */
export function demandLogInOpen(notices: readonly Notice[]): void {
  if (notices.some(({ pausesLogIn }) => pausesLogIn))
    throw new AppError('LOGIN_PAUSED', 'The operator has put log-ins on hold.')
}

export async function readForm({ c }: Visit): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

/** A path of this site to go back to, or the one given. */
export function readBack(value: string | null, otherwise: string): string {
  const isPath = value !== null && /^\/(?![/\\])[A-Za-z0-9/_.-]{0,120}$/.test(value)
  return isPath ? value : otherwise
}
