import assert from 'node:assert/strict'
import { makeCookies, makeMetrics, openAssetRoutes, type WebEnv } from '@madoguchi/server'
import { makeWebApp } from '@madoguchi/server/pages'
import type { Asset, Site } from '@madoguchi/ui'
import { html, renderButton, renderErrorSummary, renderPage, renderTextField } from '@madoguchi/ui'
import type { Context, Hono } from 'hono'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import { makeServerLog } from '../shell/server-log.ts'
import { anyReader } from '../shell/words.ts'
import { noteAction } from './actions.ts'
import type { Desk } from './desk.ts'
import { deskCookie } from './desk.ts'
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
  given: { site: Site; assets: readonly Asset[]; addPages: (desk: Desk) => void },
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
  })
  app.use(async (c, next) => (new URL(c.req.url).host === new URL(origin).host ? next() : c.notFound()))
  app.route('/', await openAssetRoutes(given.assets))
  const desk: Desk = {
    app,
    site,
    cookies: makeCookies({ origin, isProduction }),
    sessions: makeOperatorSessions({ token, clock, random }),
    reader: anyReader,
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
  const { app, cookies, sessions } = desk
  const copy = operatorWords(desk.reader).desk
  app.get('/login', (c) => replyLogIn(desk, c))
  app.post('/login', async (c) => {
    const form = new URLSearchParams(await c.req.text())
    const by = (form.get('name') ?? '').normalize('NFKC').trim()
    const at = clock.now()
    if (by === '' || by.length > nameLengthMax || /\p{Cc}/u.test(by) || steeringCharacters.test(by))
      return replyLogIn(desk, c, { field: 'name', text: copy.nameMissing })
    // 24 characters or more are not guessed: the right word opens whatever others typed, and of theirs a few are written down.
    if (!sessions.isToken((form.get('token') ?? '').trim())) {
      if (!limits.mayPass('wrong-operator-word', 'all'))
        return replyLogIn(desk, c, { field: 'token', text: copy.tooMany })
      await noteAction(db.kysely, { at, by, what: 'log-in-refused' })
      return replyLogIn(desk, c, { field: 'token', text: copy.logInRefused })
    }
    await noteAction(db.kysely, { at, by, what: 'logged-in' })
    cookies.setCookie(c, { name: deskCookie, value: sessions.open(by) })
    return c.redirect('/', 303)
  })
  app.post('/logout', (c) => {
    sessions.close(cookies.readCookie(c, deskCookie))
    cookies.clearCookie(c, deskCookie)
    return c.redirect('/login', 303)
  })
}

function replyLogIn({ site, reader }: Desk, c: Context<WebEnv>, trouble?: Trouble): Response {
  const copy = operatorWords(reader).desk
  const errorOf = (field: Trouble['field']) => (trouble?.field === field ? { error: trouble.text } : {})
  const main = html`<p>${copy.logInLead}</p>
<form class="stack" method="post" action="/login" novalidate autocomplete="off">
${renderTextField({ name: 'name', label: copy.name, requirement: 'required', support: copy.nameSupport, width: 'medium', size: 'medium', lengthMax: nameLengthMax, ...errorOf('name') })}
${renderTextField({ name: 'token', label: copy.token, requirement: 'required', support: copy.tokenSupport, kind: 'password', width: 'full', size: 'medium', autocomplete: 'off', ...errorOf('token') })}
${renderButton({ label: copy.logIn, size: 'medium' })}
</form>`
  const notice = trouble === undefined ? '' : renderErrorSummary({ errors: [trouble] })
  const page = renderPage({ site, title: copy.logInTitle, main, notice, width: 'dense' })
  return c.html(page.toString(), trouble === undefined ? 200 : 422) as Response
}
