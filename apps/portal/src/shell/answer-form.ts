import { AppError } from '@madoguchi/kit'
import type { WebEnv } from '@madoguchi/server'
import { refusedPath } from '@madoguchi/server/pages'
import type { Hono } from 'hono'
import { setBack } from './back-cookie.ts'
import { replyErrorPage } from './error-page.ts'
import { reopenContent } from './held-content.ts'
import { findReplyHere, type HeldReplies, type Holder, nameAccount, readHeldId } from './held-replies.ts'
import { type Attached, type HeldReply, readTypedFields } from './held-reply.ts'
import { leadOn } from './lead-on.ts'
import { renderFrame } from './render-frame.ts'
import { replyPage } from './reply-page.ts'
import { cookieNames, inWindow, makeVisit, type Pages, setRetryAfter, type Told, type Visit } from './visit.ts'

/**
 * Where a form stands: `page`, a pattern of the form's own parameters, its own address unless told; and which of its fields
 * outlive a session that ended.
 */
export type FormPlace = { readonly page?: string; readonly keeps?: readonly string[] }

type Handler = (visit: Visit) => Response | Promise<Response>
type HeldPage = HeldReply & { readonly kind: 'page' }

const typedFieldsMax = 100

function holderOf({ c, cookies, session }: Visit): Holder {
  const whose = session === undefined ? '' : nameAccount(session.account)
  return { c, cookies, whose, isStranger: session === undefined }
}

/**
 * Answers a form: what its handler tells is held for the page that shows it, and the browser is led there. What it throws has a
 * page of its own. A download, and an answer to a script, go as they are.
 */
export async function answerForm(
  pages: Pages,
  sent: Visit,
  { handler, keeps }: { handler: Handler; keeps: readonly string[] },
): Promise<Response> {
  const told: Told = {}
  const visit = inWindow(sent, { told })
  const standing = pages.find.formPage(sent.url.pathname) ?? sent.url.pathname
  let path = standing
  let reply: Response
  try {
    reply = await handler(visit)
    path = told.path ?? standing
  } catch (error) {
    const known = pages.find.error(error, visit.frame)
    if (known === undefined) throw error
    if (known.code.startsWith('SESSION_'))
      told.keepsTyped = await keepTyped(pages.kept.held, sent, { path: standing, keeps })
    reply = replyErrorPage(visit, known)
    path = refusedPath
  }
  return leadOn(pages.kept.held, holderOf(sent), { told, reply, path })
}

/** What a page's script sent was right: its window goes on. */
export function leadOnFrom(held: HeldReplies, visit: Visit, reply: Response): Promise<Response> {
  return leadOn(held, holderOf(visit), { told: {}, reply, path: visit.url.pathname })
}

/** Holds what was typed when the session had ended: for the same person, who is led to it after the log-in. False where nothing is. */
async function keepTyped(
  held: HeldReplies,
  visit: Visit,
  { path, keeps }: { path: string; keeps: readonly string[] },
): Promise<boolean> {
  const whose = visit.cookies.readCookie(visit.c, cookieNames.whose)
  if (whose === undefined) return false
  const form = new URLSearchParams(await visit.c.req.text())
  const fields = [...form].filter(([name]) => keeps.includes(name)).slice(0, typedFieldsMax)
  const holder = { ...holderOf(visit), whose }
  const id = fields.length === 0 ? undefined : await held.hold(holder, { kind: 'typed', path, fields })
  setBack(visit, id === undefined ? path : `${path}?held=${id}`)
  return id !== undefined
}

/** What this window shows instead of its page, or in it. */
export async function findShown(
  held: HeldReplies,
  visit: Visit,
): Promise<{ readonly visit: Visit; readonly reply: HeldReply } | undefined> {
  const shown = await findReplyHere(held, holderOf(visit))
  if (shown === undefined) return undefined
  const { id, reply } = shown
  const typed = reply.kind === 'typed' ? { typed: readTypedFields(reply) } : {}
  return { visit: inWindow(visit, { heldId: id, ...typed }), reply }
}

/** What is attached to the page that this window shows at `of`; undefined for another browser, and for what was forgotten. */
export async function findAttached(held: HeldReplies, visit: Visit, of: string): Promise<Attached | undefined> {
  const id = readHeldId(visit.url)
  const reply = id === undefined ? undefined : await held.find(holderOf(visit), id)
  return reply?.kind === 'page' && reply.path === of ? reply.attached : undefined
}

export function replyHeld(visit: Visit, { content, status, retryAtMs }: HeldPage): Response {
  const { frame } = visit
  if (retryAtMs !== undefined) setRetryAfter(visit, Math.max(0, Math.ceil((retryAtMs - frame.at.getTime()) / 1000)))
  return replyPage(visit, renderFrame(visit, reopenContent(content)), status)
}

/** What stood in the way of a form and has no place in its page. Forgotten, it leads to the beginning. */
export function addRefused(app: Hono<WebEnv>, pages: Pages): void {
  app.get(refusedPath, async (c) => {
    const visit = await makeVisit(pages, c, 'person')
    const shown = await findShown(pages.kept.held, visit)
    if (shown?.reply.kind === 'page') return replyHeld(shown.visit, shown.reply)
    const busy = new AppError('TOO_MANY', 'There was no room to hold what a form was answered with.')
    const known = visit.url.searchParams.get('why') === 'busy' ? pages.find.error(busy, visit.frame) : undefined
    if (known !== undefined) return replyErrorPage(visit, known)
    return c.redirect(visit.session === undefined ? '/' : '/home', 303)
  })
}
