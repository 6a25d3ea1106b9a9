import { html, renderButtonGroup, renderLinkButton } from '@madoguchi/ui'
import type { CitizenError } from './find-error.ts'
import { renderFrame } from './render-frame.ts'
import { replyPage } from './reply-page.ts'
import { shellWords } from './shell-words.ts'
import { type PageContent, setRetryAfter, type Visit } from './visit.ts'

/** What happened, whether anything was lost, the one next step, and a number for the help desk. */
export function replyErrorPage(visit: Visit, error: CitizenError): Response {
  const { facts, http: status } = error
  if (typeof facts.retryAfterS === 'number') setRetryAfter(visit, facts.retryAfterS)
  // Whoever must log in again is not shown as logged in.
  const shown = status === 401 ? { ...visit, session: undefined } : visit
  return replyPage(shown, renderFrame(shown, describeError(visit, error)), status)
}

function describeError(visit: Visit, error: CitizenError): PageContent {
  const { c, session } = visit
  const { code, http: status, words } = error
  const { title, body, sandbox } = words
  const copy = shellWords(visit.frame).frame
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
    visit.frame.window.told?.keepsTyped === true ? html`<p>${copy.typedKept}</p>` : '',
    hint === undefined ? '' : html`<p>${hint}</p>`,
    code === 'CERT_REVOKED' ? html`<p>${copy.askOperator(visit.site.operator)}</p>` : '',
    status >= 500 ? number : '',
    renderButtonGroup([next]),
  ]
  return { title, main }
}
