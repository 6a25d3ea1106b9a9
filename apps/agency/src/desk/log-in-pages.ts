import type { WebEnv } from '@madoguchi/server'
import type { Child, Html } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButton,
  renderDescriptionList,
  renderErrorSummary,
  renderNotificationBanner,
  renderPage,
} from '@madoguchi/ui'
import type { Context } from 'hono'
import { noteLine } from './audit.ts'
import { type DeskFrame, deskCookie } from './frame.ts'
import { findInvited } from './invitations.ts'
import { findOfficer } from './officers.ts'
import { askToLogIn, askToRegister, logInByPasskey, type RelyingParty, registerPasskey } from './passkeys.ts'
import { ownAffairs } from './roles.ts'
import { endSession, findSession } from './sessions.ts'
import { deskWords } from './words.ts'

/** The cookie of a browser that was asked for a passkey. */
const askingCookie = 'desk-asking'
const askingMaxAgeS = 300

/** Log-in, log-out, and the page of an invitation: what there is before anybody is known. */
export function addLogInPages(desk: DeskFrame, party: RelyingParty): void {
  const { app, cookies, ground } = desk
  const { logIn: copy } = deskWords

  app.get('/login', (c) => {
    const trouble = findSentence(copy.troubles, c.req.query('problem'))
    const heading = c.req.query('done') === 'registered' ? copy.registered : undefined
    const notice =
      trouble !== undefined
        ? renderErrorSummary({ heading: copy.refused, errors: [{ text: trouble }] })
        : heading === undefined
          ? ''
          : renderNotificationBanner({ tone: 'success', heading, isLive: true })
    const main = [html`<p>${copy.lead}</p>`, renderPasskeyForm({ kind: 'log-in', action: '/login', label: copy.go })]
    return replyOut(desk, c, { title: copy.title, main, notice })
  })
  app.post('/login/options', async (c) => {
    const { asking, options } = await askToLogIn(ground, party)
    cookies.setCookie(c, { name: askingCookie, value: asking, maxAgeS: askingMaxAgeS })
    return c.json(options)
  })
  app.post('/login', async (c) => {
    const response = await readResponse(c)
    const asking = cookies.readCookie(c, askingCookie)
    cookies.clearCookie(c, askingCookie)
    const earlier = cookies.readCookie(c, deskCookie)
    const begun = await logInByPasskey(ground, party, { asking, response, earlier })
    if (!begun.ok) return c.redirect(`/login?problem=${begun.code}`, 303)
    cookies.setCookie(c, { name: deskCookie, value: begun.value.cookie })
    return c.redirect('/', 303)
  })
  app.post('/logout', async (c) => {
    const cookie = cookies.readCookie(c, deskCookie)
    const at = ground.clock.now()
    await ground.db.transact(async (tx) => {
      const officer = await findSession(tx, cookie, { at, isSeen: false })
      const by = officer === undefined ? undefined : await findOfficer(tx, officer)
      await endSession(tx, cookie)
      if (by !== undefined)
        await noteLine(tx, at, by, { affair: ownAffairs.desk, what: 'logged-out', subject: by.officer })
    })
    cookies.clearCookie(c, deskCookie)
    return c.redirect('/login', 303)
  })
}

/** The page of a one-time link. Opening it uses nothing up: a link is used by the passkey that it brings. */
export function addInvitationPages(desk: DeskFrame, party: RelyingParty): void {
  const { app, cookies, ground } = desk
  const { invitation: copy, logIn } = deskWords

  app.get('/invitation/:token', async (c) => {
    const token = c.req.param('token')
    const invited = await findInvited(ground.db.kysely, token, ground.clock.now())
    if (invited === undefined)
      return replyOut(desk, c, { title: copy.endedTitle, main: html`<p>${copy.ended}</p>` }, 404)
    const trouble = findSentence(logIn.troubles, c.req.query('problem'))
    const notice =
      trouble === undefined ? '' : renderErrorSummary({ heading: copy.refused, errors: [{ text: trouble }] })
    const main = [
      html`<p>${copy.lead}</p>`,
      renderDescriptionList({
        rows: [
          { term: copy.name, value: invited.name },
          { term: copy.endsAt, value: formatDateTime(invited.ends_at) },
        ],
      }),
      html`<p>${copy.about}</p>`,
      renderPasskeyForm({ kind: 'register', action: `/invitation/${token}`, label: copy.go }),
    ]
    return replyOut(desk, c, { title: copy.title, main, notice })
  })
  app.post('/invitation/:token/options', async (c) => {
    const asked = await askToRegister(ground, party, c.req.param('token'))
    if (!asked.ok) return c.json({ code: asked.code }, 404)
    cookies.setCookie(c, { name: askingCookie, value: asked.value.asking, maxAgeS: askingMaxAgeS })
    return c.json(asked.value.options)
  })
  app.post('/invitation/:token', async (c) => {
    const token = c.req.param('token')
    const response = await readResponse(c)
    const asking = cookies.readCookie(c, askingCookie)
    cookies.clearCookie(c, askingCookie)
    const made = await registerPasskey(ground, party, { token, asking, response })
    return c.redirect(made.ok ? '/login?done=registered' : `/invitation/${token}?problem=${made.code}`, 303)
  })
}

async function readResponse(c: Context<WebEnv>): Promise<string> {
  return new URLSearchParams(await c.req.text()).get('response') ?? ''
}

function findSentence(sentences: Readonly<Record<string, string>>, code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(sentences, code) ? sentences[code] : undefined
}

function renderPasskeyForm(props: { kind: 'register' | 'log-in'; action: string; label: string }): Html {
  const { inBrowser, withoutScript } = deskWords.logIn
  const troubles = Object.entries(inBrowser).map(
    ([name, sentence]) => html`<p data-trouble="${name}" role="alert" hidden>${sentence}</p>`,
  )
  return html`<form class="stack" method="post" action="${props.action}" data-passkey="${props.kind}" data-asks="${props.action}/options">
<input type="hidden" name="response" value="">
${troubles}
<p data-without-script>${withoutScript}</p>
${renderButton({ label: props.label, size: 'medium' })}
</form>`
}

type OutPage = { readonly title: string; readonly main: Child; readonly notice?: Child }

function replyOut({ site }: DeskFrame, c: Context<WebEnv>, page: OutPage, status = 200): Response {
  const shown = renderPage({ site, ...page, width: 'dense', scripts: ['passkey.js'] })
  return c.html(shown.toString(), status as 200) as Response
}
