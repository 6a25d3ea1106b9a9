import assert from 'node:assert/strict'
import { makeCookies, makeMetrics, makeServerLog, openAssetRoutes, type WebEnv } from '@madoguchi/server'
import { makeWebApp } from '@madoguchi/server/pages'
import type { Asset, Site } from '@madoguchi/ui'
import { html, renderButton, renderErrorSummary, renderPage, renderTextField } from '@madoguchi/ui'
import type { Context, Hono } from 'hono'
import type { Ground } from '../shell/ground.ts'
import { aimContent, reopenContent } from '../shell/held-content.ts'
import { findReplyHere, type HeldReplies } from '../shell/held-replies.ts'
import { leadOn } from '../shell/lead-on.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { PageContent, Told } from '../shell/visit.ts'
import { anyReader } from '../shell/words.ts'
import { noteAction } from './actions.ts'
import type { Desk } from './desk.ts'
import { deskCookie, holderOf } from './desk.ts'
import { makeOperatorSessions } from './operator-sessions.ts'
import { steeringCharacters } from './steering-characters.ts'
import { operatorWords } from './words.ts'

/** Shorter ones can be guessed. */
const tokenLengthMin = 24
const nameLengthMax = 40

/** Its origin as the operator's browser writes it, and the word to log in with. */
export type DeskSettings = { readonly origin: string; readonly token: string; readonly isProduction: boolean }

/**
 * The operator's page, for a listener of its own that citizens cannot reach. Whoever calls it by another name than
 * `origin` is refused, so that no page on the web can reach it through a browser here.
 */
export async function makeOperatorApp(
  { clock, random, log }: Pick<Ground, 'clock' | 'random' | 'log'>,
  { origin, token, isProduction }: DeskSettings,
  given: { site: Site; assets: readonly Asset[]; held: HeldReplies; addPages: (desk: Desk) => void },
): Promise<Hono<WebEnv>> {
  assert(token.length >= tokenLengthMin, 'an operator’s token is long')
  const site: Site = { ...given.site, name: operatorWords(anyReader).desk.siteName }
  const app = makeWebApp({
    site,
    origin,
    log: makeServerLog(log),
    metrics: makeMetrics(),
    clock,
    random,
    bodyBytesMax: 16 * 1024,
    formLeads: { findPage: () => undefined },
  })
  app.use(async (c, next) => (new URL(c.req.url).host === new URL(origin).host ? next() : c.notFound()))
  app.route('/', await openAssetRoutes(given.assets))
  const desk: Desk = {
    app,
    site,
    cookies: makeCookies({ origin, isProduction }),
    sessions: makeOperatorSessions({ token, clock, random }),
    reader: anyReader,
    held: given.held,
  }
  given.addPages(desk)
  return app
}

type Trouble = { readonly field: 'token' | 'name'; readonly text: string }

export function addDeskLogIn(
  desk: Desk,
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  limits: Pick<Counts, 'mayPass'>,
): void {
  const { app, cookies, sessions, held } = desk
  const copy = operatorWords(desk.reader).desk
  app.get('/login', async (c) => {
    const shown = await findReplyHere(held, holderOf(desk, c, undefined))
    if (shown?.reply.kind !== 'page') return replyOut(desk, c, describeLogIn(desk, { typed: c.req.query('typed') }))
    const { content, status } = shown.reply
    return replyOut(desk, c, aimContent(reopenContent(content), shown.id), status)
  })
  // There was no room to hold what a form was answered with.
  app.get('/refused', (c) => {
    const trouble = { field: 'token', text: copy.tooMany } as const
    return replyOut(desk, c, describeLogIn(desk, { typed: undefined, trouble }), 429)
  })
  app.post('/login', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const told: Told = {}
    const reply = await logIn(c, form, told)
    const holder = holderOf(desk, c, undefined)
    return leadOn(held, holder, { told, reply, path: '/login' })
  })
  async function logIn(c: Context<WebEnv>, form: URLSearchParams, told: Told): Promise<Response> {
    const typed = form.get('typed') ?? undefined
    const refuse = (trouble: Trouble, name = '') => {
      told.shown = { content: describeLogIn(desk, { typed, trouble, name }), status: 422 }
      return new Response(null, { status: 204 })
    }
    const by = (form.get('name') ?? '').normalize('NFKC').trim()
    const at = clock.now()
    if (by === '' || by.length > nameLengthMax || /\p{Cc}/u.test(by) || steeringCharacters.test(by))
      return refuse({ field: 'name', text: copy.nameMissing })
    // 24 characters or more are not guessed: the right word opens whatever others typed, and of theirs a few are written down.
    if (!sessions.isToken((form.get('token') ?? '').trim())) {
      if (!limits.mayPass('wrong-operator-word', 'all')) return refuse({ field: 'token', text: copy.tooMany }, by)
      await noteAction(db.kysely, { at, by, what: 'log-in-refused' })
      return refuse({ field: 'token', text: copy.logInRefused }, by)
    }
    await noteAction(db.kysely, { at, by, what: 'logged-in' })
    cookies.setCookie(c, { name: deskCookie, value: sessions.open(by) })
    const waiting = typed === undefined ? undefined : await held.find(holderOf(desk, c, by), typed)
    return c.redirect(waiting === undefined ? '/' : `${waiting.path}?held=${typed}`, 303)
  }
  app.post('/logout', (c) => {
    sessions.close(cookies.readCookie(c, deskCookie))
    cookies.clearCookie(c, deskCookie)
    return c.redirect('/login', 303)
  })
}

type LogInShown = { readonly typed: string | undefined; readonly trouble?: Trouble; readonly name?: string }

/** `typed`: what was typed before, when the log-in had ended. `name` comes back when it is one, the word never. */
function describeLogIn({ reader }: Desk, { typed, trouble, name }: LogInShown): PageContent {
  const copy = operatorWords(reader).desk
  const errorOf = (field: Trouble['field']) => (trouble?.field === field ? { error: trouble.text } : {})
  const main = html`<p>${copy.logInLead}</p>
<form class="stack" method="post" action="/login" novalidate autocomplete="off">${typed === undefined ? '' : html`<input type="hidden" name="typed" value="${typed}">`}
${renderTextField({ name: 'name', label: copy.name, requirement: 'required', value: name, support: copy.nameSupport, width: 'medium', size: 'medium', lengthMax: nameLengthMax, ...errorOf('name') })}
${renderTextField({ name: 'token', label: copy.token, requirement: 'required', support: copy.tokenSupport, kind: 'password', width: 'full', size: 'medium', autocomplete: 'off', ...errorOf('token') })}
${renderButton({ label: copy.logIn, size: 'medium' })}
</form>`
  const notice = trouble === undefined ? '' : renderErrorSummary({ errors: [trouble] })
  return { title: copy.logInTitle, main, notice }
}

function replyOut({ site }: Desk, c: Context<WebEnv>, { title, main, notice }: PageContent, status = 200): Response {
  return c.html(renderPage({ site, title, main, notice, width: 'dense' }).toString(), status as 200) as Response
}
