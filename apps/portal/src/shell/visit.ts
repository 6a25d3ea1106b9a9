import { AppError, type Facts } from '@madoguchi/kit'
import type { Cookies, WebEnv } from '@madoguchi/server'
import { isFromOtherSite } from '@madoguchi/server'
import type { Child, Site } from '@madoguchi/ui'
import type { Context } from 'hono'
import type { FindError } from './find-error.ts'
import type { HeldReplies } from './held-replies.ts'
import type { Attached } from './held-reply.ts'
import type { Notice, NoticeBoard } from './notice.ts'
import type { Places } from './places.ts'
import type { Refused } from './refused-form.ts'
import type { FindSession, OpenSession, Session, SessionCode } from './visitor.ts'
import { demandVault, type SessionUse } from './visitor.ts'
import { anyReader, type Language } from './words.ts'

/** The session of somebody who is logged in, and the names of a browser that is about to log in, has drafts, or waits its turn. */
export const cookieNames = {
  session: 'session',
  /** Whose session it is, or was until it ended by itself. */
  whose: 'whose',
  start: 'start',
  drafts: 'drafts',
  turn: 'turn',
} as const

/** What all pages share. */
export type Pages = {
  readonly site: Site
  /** What is kept from one visit to the next: in the browser, and here. */
  readonly kept: { readonly cookies: Cookies; readonly held: HeldReplies }
  readonly notices: NoticeBoard
  readonly find: {
    readonly session: FindSession
    readonly error: FindError
    /** Why a form led to this address that was refused before its handler. */
    refused(url: URL): Refused | undefined
    /** Where the form stands that is sent to a path. */
    formPage(path: string): string | undefined
  }
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
  /** Why a form led here that was refused before its handler. */
  readonly refused?: Refused | undefined
  readonly window: Window
}

/** What stands between a form and the page that it leads to. */
export type Window = {
  /** Of a form that was sent: what its handler told, for the page that will show it. Absent for a page. */
  readonly told?: Told
  /** What stands in this window's form already: it was sent when the session had ended. */
  readonly typed?: URLSearchParams
  /** Which reply this window shows. */
  readonly heldId?: string
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

/** What a form's handler tells. The answer to a form is never a page: it leads to one. */
export type Told = {
  shown?: { readonly content: PageContent; readonly status: number }
  /** What a file is made of that the page offers. */
  attached?: Attached
  /** Where it is shown, if not where the form stands. */
  path?: string
  retryAfterS?: number
  /** What was typed waits for the log-in. */
  keepsTyped?: boolean
  /** Nothing that was typed in this browser is to be shown again. */
  forgetsAll?: true
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
  const { notices, site, places } = pages
  const { cookies, held } = pages.kept
  const token = cookies.readCookie(c, cookieNames.session)
  const found = await pages.find.session({ token, channel: 'page', by: isFromOtherSite(c) ? 'other-site' : by })
  return {
    ...{ c, cookies, site },
    url: new URL(c.req.url),
    session: found.ok ? found.value : undefined,
    frame: {
      notices: await notices.findShown(),
      at: held.now(),
      ...anyReader,
      places,
      sessionEnded: found.ok || token === undefined ? undefined : found.code,
      refused: isFromOtherSite(c) ? undefined : pages.find.refused(new URL(c.req.url)),
      window: {},
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

/** Says when it may be tried again, in seconds. */
export function setRetryAfter({ c, frame }: Visit, seconds: number): void {
  const { told } = frame.window
  if (told === undefined) c.header('Retry-After', String(seconds))
  else told.retryAfterS = seconds
}

/** What a form's handler tells is shown there. */
export function leadTo({ frame }: Visit, path: string): void {
  const { told } = frame.window
  if (told !== undefined) told.path = path
}

/** A file that the page offers is made of this: see `PageRoutes.beside`. */
export function attach({ frame }: Visit, attached: Attached): void {
  const { told } = frame.window
  if (told !== undefined) told.attached = attached
}

/** Nothing that was typed in this browser is shown again: for who leaves, or clears what is here. */
export function forgetTyped({ frame }: Visit): void {
  const { told } = frame.window
  if (told !== undefined) told.forgetsAll = true
}

/** The same visit in its window. */
export function inWindow(visit: Visit, window: Window): Visit {
  return { ...visit, frame: { ...visit.frame, window } }
}

export async function readForm({ c }: Visit): Promise<URLSearchParams> {
  return new URLSearchParams(await c.req.text())
}

/** A path of this site to go back to, or the one given. The path may say which reply its window shows. */
export function readBack(value: string | null, otherwise: string): string {
  const isPath =
    value !== null && /^\/(?![/\\])[A-Za-z0-9/_.-]{0,120}(\?held=[a-z]{2,8}_[A-Za-z0-9_-]{22})?$/.test(value)
  return isPath ? value : otherwise
}
