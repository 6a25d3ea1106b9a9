import { html, renderButton, renderLinkButton, renderNotificationBanner } from '@madoguchi/ui'
import { findBrowserOwners, findMember } from '../fill/fill-visit.ts'
import type { OpenFill } from '../fill/fills.ts'
import { breadcrumbOf, pathOf } from '../fill/open-draft.ts'
import { takeOverDrafts } from '../fill/take-over.ts'
import { setBack } from '../shell/back-cookie.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession } from '../shell/visit.ts'
import type { Keeping } from './attachments.ts'
import { applyWords } from './words.ts'

const path = '/fill/:draft/files/log-in'

/** A draft of a browser is nobody's yet: whoever sends it logs in, and takes it over. */
export function addLogInFirst(routes: PageRoutes, keeping: Keeping, openFill: OpenFill): void {
  routes.get(path, async (visit) => {
    const fill = await openFill(visit)
    if (fill.draft.owner.kind === 'account') return visit.c.redirect(pathOf(fill, 'files'), 303)
    const copy = applyWords(visit.frame).logIn
    const member = findMember(visit)
    if (member === undefined) setBack(visit, visit.url.pathname)
    const main = [
      html`<p class="lead">${copy.lead}</p><p>${copy.keeps}</p>`,
      member === undefined
        ? renderLinkButton({ label: copy.logIn, href: '/login' })
        : html`<form method="post" action="${pathOf(fill, 'files', 'log-in')}">${renderButton({ label: copy.take })}</form>`,
    ]
    const notice = visit.url.searchParams.has('full')
      ? renderNotificationBanner({
          tone: 'warning',
          heading: copy.noRoom,
          actions: [renderLinkButton({ label: copy.drafts, href: '/drafts', kind: 'outline', size: 'medium' })],
        })
      : ''
    const breadcrumb = breadcrumbOf(fill, visit.frame)
    return replyPage(visit, renderFrame(visit, { title: copy.title, breadcrumb, main, notice }))
  })
  routes.post(path, async (visit) => {
    const fill = await openFill(visit)
    const session = demandSession(visit)
    for (const browser of findBrowserOwners(visit)) await takeOverDrafts(keeping, { browser, session })
    const { owner } = (await openFill(visit)).draft
    return visit.c.redirect(
      owner.kind === 'account' ? pathOf(fill, 'files') : `${pathOf(fill, 'files', 'log-in')}?full`,
      303,
    )
  })
}
