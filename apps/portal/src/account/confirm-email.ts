import type { Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderDescriptionList,
  renderErrorSummary,
  renderLinkButton,
  renderSection,
  renderTextField,
} from '@madoguchi/ui'
import { joinErrorWords } from '../shell/join-error-words.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { readForm, type Visit } from '../shell/visit.ts'
import type { ConfirmCode } from './confirmation.ts'
import type { Emails } from './emails.ts'
import { accountWords } from './words.ts'

type Refused = { readonly code: ConfirmCode; readonly typed: string }

/**
 * What the link of a mail opens, in whatever browser: a page with a button, since programs open links, too. The code comes
 * with the form's body only, so that no proxy's log has it; a script takes it out of the link, and anybody may type it.
 */
export function addConfirmEmail(routes: PageRoutes, emails: Pick<Emails, 'confirm' | 'find'>): void {
  routes.open('/email/confirm', (visit) => replyForm(visit, emails))
  routes.post('/email/confirm', async (visit) => {
    const typed = (await readForm(visit)).get('token') ?? ''
    const confirmed = await emails.confirm(typed)
    if (!confirmed.ok) return replyForm(visit, emails, { code: confirmed.code, typed })
    const isIn = visit.session !== undefined
    const copy = accountWords(visit.frame).confirmEmail
    const main = [
      renderDescriptionList({ rows: [{ term: copy.email, value: confirmed.value }] }),
      html`<p class="lead">${copy.done}</p>`,
      renderLinkButton({ label: isIn ? copy.toHome : copy.toTop, href: isIn ? '/home' : '/', kind: 'outline' }),
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.doneTitle, main }))
  })
}

async function replyForm(visit: Visit, emails: Pick<Emails, 'find'>, refused?: Refused): Promise<Response> {
  const { confirmEmail: copy, errors } = accountWords(visit.frame)
  const text = refused === undefined ? '' : joinErrorWords(errors[refused.code], visit.frame)
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    html`<form class="stack" method="post" action="/email/confirm" novalidate autocomplete="off">${renderCode(visit, refused, text)}${renderButton({ label: copy.submit })}</form>`,
    refused === undefined || refused.code === 'EMAIL_CODE_MALFORMED' ? '' : await renderAgain(visit, emails),
    html`<p>${copy.stranger}</p>`,
  ]
  const notice = refused === undefined ? {} : { notice: renderErrorSummary({ errors: [{ field: 'token', text }] }) }
  const page = renderFrame(visit, { title: copy.title, main, scripts: ['confirm-email.js'], ...notice })
  return replyPage(visit, page, refused === undefined ? 200 : 422)
}

function renderCode({ url, frame }: Visit, refused: Refused | undefined, text: string): Html {
  // Mails of before have links with a token of 43 signs, for a day.
  const token = /^[\w-]{43}$/.exec(url.searchParams.get('token') ?? '')?.[0]
  if (token !== undefined) return html`<input type="hidden" name="token" value="${token}">`
  const copy = accountWords(frame).confirmEmail
  return renderTextField({
    ...{ name: 'token', label: copy.code, requirement: 'required', width: 'medium', autocomplete: 'one-time-code' },
    ...{ lengthMax: 40, support: copy.codeSupport },
    ...(refused === undefined ? {} : { value: refused.typed.slice(0, 200), error: text }),
  })
}

/** A new code: to the address of whoever is logged in and waits for it; anybody else is led to where it is asked for. */
async function renderAgain({ session, frame }: Visit, emails: Pick<Emails, 'find'>): Promise<Html> {
  const copy = accountWords(frame).confirmEmail
  const waiting = session === undefined ? undefined : (await emails.find(session.account)).waiting
  const body =
    waiting !== undefined && session?.isRegistered === true
      ? [
          html`<p>${copy.again(waiting.email)}</p>`,
          html`<form method="post" action="/settings/email/resend">${renderButton({ label: copy.againSubmit, kind: 'outline', size: 'medium' })}</form>`,
        ]
      : [
          html`<p>${session === undefined ? copy.againLogIn : copy.againElsewhere}</p>`,
          renderLinkButton({
            ...{ label: session === undefined ? copy.toLogIn : copy.toSettings, href: '/settings' },
            ...{ kind: 'outline', size: 'medium' },
          }),
        ]
  return renderSection({ heading: copy.againHeading, body })
}
