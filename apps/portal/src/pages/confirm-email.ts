import { AppError } from '@madoguchi/kit'
import { html, renderButton, renderDescriptionList, renderLinkButton } from '@madoguchi/ui'
import { confirmEmailCopy as copy } from '../copy/settings.ja.ts'
import { confirmEmail, findConfirmation } from '../mail/confirmation.ts'
import { type PageRoutes, replyPage } from '../web/pages-app.ts'
import { renderFrame } from '../web/render-frame.ts'
import { countByClient, getValue, readForm } from '../web/visit.ts'

/** What the link of a mail opens, in whatever browser: a page with a button, since programs open links, too. */
export function addConfirmEmail(routes: PageRoutes): void {
  routes.get('/email/confirm', async (visit) => {
    const token = visit.url.searchParams.get('token') ?? ''
    countByClient(visit.c, visit.world, { rule: 'mail-link-by-client', otherwise: token })
    const email = await findConfirmation(visit.world, token)
    if (email === undefined) throw new AppError('EMAIL_LINK_OVER', 'Nobody waits for this link.')
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      renderDescriptionList({ rows: [{ term: copy.email, value: email }] }),
      html`<form class="stack" method="post" action="/email/confirm"><input type="hidden" name="token" value="${token}">${renderButton({ label: copy.submit })}</form>`,
      html`<p>${copy.stranger}</p>`,
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.title, main }))
  })
  routes.post('/email/confirm', async (visit) => {
    const token = (await readForm(visit)).get('token') ?? ''
    countByClient(visit.c, visit.world, { rule: 'mail-link-by-client', otherwise: token })
    getValue(await confirmEmail(visit.world, token))
    const isIn = visit.session !== undefined
    const main = [
      html`<p class="lead">${copy.done}</p>`,
      renderLinkButton({ label: isIn ? copy.toHome : copy.toTop, href: isIn ? '/home' : '/', kind: 'outline' }),
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.doneTitle, main }))
  })
}
