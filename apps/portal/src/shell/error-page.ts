import { html, renderButtonGroup, renderLinkButton } from '@madoguchi/ui'
import type { CitizenError } from './find-error.ts'
import { renderFrame } from './render-frame.ts'
import { shellWords } from './shell-words.ts'
import type { Visit } from './visit.ts'

/** What happened, whether anything was lost, the one next step, and a number for the help desk. */
export function replyErrorPage(visit: Visit, error: CitizenError): Response {
  const { c, session } = visit
  const { code, facts, http: status, words } = error
  const { title, body, sandbox } = words
  const copy = shellWords(visit.frame).frame
  if (typeof facts.retryAfterS === 'number') c.header('Retry-After', String(facts.retryAfterS))
  const needsLogIn =
    status === 401 || (session === undefined && code !== 'LOGIN_PAUSED' && /^(LOGIN|CARD|CERT)_/.test(code))
  const next = needsLogIn
    ? renderLinkButton({ label: copy.toLogin, href: '/login' })
    : session === undefined
      ? renderLinkButton({ label: copy.toTop, href: '/' })
      : renderLinkButton({ label: copy.toHome, href: '/home' })
  const number = html`<p>${copy.errorNumber}: <code>${c.get('requestId')}</code></p>`
  const hint = visit.site.isSandbox ? sandbox : undefined
  const main = [
    html`<p class="lead">${body}</p>`,
    hint === undefined ? '' : html`<p>${hint}</p>`,
    code === 'CERT_REVOKED' ? html`<p>${copy.askOperator(visit.site.operator)}</p>` : '',
    status >= 500 ? number : '',
    renderButtonGroup([next]),
  ]
  // Whoever must log in again is not shown as logged in.
  const shown = status === 401 ? { ...visit, session: undefined } : visit
  return visit.c.html(renderFrame(shown, { title, main }).toString(), status as 400)
}
