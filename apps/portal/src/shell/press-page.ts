import { isFromOtherSite } from '@madoguchi/server'
import { html, renderButtonGroup, renderLinkButton } from '@madoguchi/ui'
import { readDraftTokens } from './draft-tokens.ts'
import { renderFrame } from './render-frame.ts'
import { shellWords } from './shell-words.ts'
import type { Visit } from './visit.ts'

/**
 * A page of another site led here, and there is something of somebody's that the visit could change: a session, or drafts of
 * this browser. Whom we do not know can be shown everything: it is what anybody sees, or the log-in.
 */
export function needsPress(visit: Visit): boolean {
  if (!isFromOtherSite(visit.c)) return false
  return visit.session !== undefined || readDraftTokens(visit).length > 0
}

/** Instead of what the address names: one press, which is a request of our own page for the same address. */
export function replyPressPage(visit: Visit): Response {
  const { url, session } = visit
  const { frame, press: copy } = shellWords(visit.frame)
  const away = session === undefined ? { label: frame.toTop, href: '/' } : { label: frame.toHome, href: '/home' }
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderButtonGroup([
      renderLinkButton({ label: copy.go, href: url.pathname + url.search }),
      renderLinkButton({ ...away, kind: 'outline' }),
    ]),
    html`<p>${copy.why}</p><p>${copy.stranger}</p>`,
  ]
  return visit.c.html(renderFrame(visit, { title: copy.title, main }).toString()) as Response
}
