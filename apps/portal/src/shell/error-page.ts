import type { Facts } from '@madoguchi/kit'
import { html, renderButtonGroup, renderLinkButton } from '@madoguchi/ui'
import { type CitizenErrorCode, citizenErrors } from './errors.ts'
import { findErrorCopy, sandboxHints } from './errors.words.ja.ts'
import { frameCopy } from './frame.words.ja.ts'
import { renderFrame } from './render-frame.ts'
import type { Visit } from './visit.ts'

/** What happened, whether anything was lost, the one next step, and a number for the help desk. */
export function replyErrorPage(visit: Visit, error: { code: CitizenErrorCode; facts: Facts }): Response {
  const { c, session } = visit
  if (typeof error.facts.retryAfterS === 'number') c.header('Retry-After', String(error.facts.retryAfterS))
  const { title, body } = findErrorCopy(error.code, error.facts)
  const status = citizenErrors[error.code].http
  const needsLogIn =
    status === 401 || (session === undefined && error.code !== 'LOGIN_PAUSED' && /^(LOGIN|CARD|CERT)_/.test(error.code))
  const next = needsLogIn
    ? renderLinkButton({ label: frameCopy.toLogin, href: '/login' })
    : session === undefined
      ? renderLinkButton({ label: frameCopy.toTop, href: '/' })
      : renderLinkButton({ label: frameCopy.toHome, href: '/home' })
  const number = html`<p>${frameCopy.errorNumber}: <code>${c.get('requestId')}</code></p>`
  const hint = visit.frame.site.isSandbox ? sandboxHints[error.code] : undefined
  const main = [
    html`<p class="lead">${body}</p>`,
    hint === undefined ? '' : html`<p>${hint}</p>`,
    error.code === 'CERT_REVOKED' ? html`<p>${frameCopy.askOperator(visit.frame.site.operator)}</p>` : '',
    status >= 500 ? number : '',
    renderButtonGroup([next]),
  ]
  // Whoever must log in again is not shown as logged in.
  const shown = status === 401 ? { ...visit, session: undefined } : visit
  return visit.c.html(renderFrame(shown, { title, main }).toString(), status as 400)
}
