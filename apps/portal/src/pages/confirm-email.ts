import { html, renderButton, renderDescriptionList, renderLinkButton, renderTextField } from '@madoguchi/ui'
import { confirmEmailCopy as copy } from '../copy/settings.ja.ts'
import { confirmEmail } from '../mail/confirmation.ts'
import { readMailCode } from '../mail/mail-code.ts'
import { type PageRoutes, replyPage } from '../web/pages-app.ts'
import { renderFrame } from '../web/render-frame.ts'
import { getValue, readForm } from '../web/visit.ts'

/**
 * What the link of a mail opens, in whatever browser: a page with a button, since programs open links, too. The code comes
 * with the form's body only, so that no proxy's log has it; a script takes it out of the link, and anybody may type it.
 */
export function addConfirmEmail(routes: PageRoutes): void {
  routes.open('/email/confirm', (visit) => {
    // Mails of before have links with a token of 43 signs, for a day.
    const token = /^[\w-]{43}$/.exec(visit.url.searchParams.get('token') ?? '')?.[0]
    const field =
      token === undefined
        ? renderTextField({
            ...{ name: 'token', label: copy.code, requirement: 'required', width: 'medium', autocomplete: 'off' },
            ...{ lengthMax: 40, support: copy.codeSupport },
          })
        : html`<input type="hidden" name="token" value="${token}">`
    const main = [
      html`<p class="lead">${copy.lead}</p>`,
      html`<form class="stack" method="post" action="/email/confirm" novalidate autocomplete="off">${field}${renderButton({ label: copy.submit })}</form>`,
      html`<p>${copy.stranger}</p>`,
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.title, main, scripts: ['confirm-email.js'] }))
  })
  routes.post('/email/confirm', async (visit) => {
    const token = readMailCode((await readForm(visit)).get('token') ?? '')
    const email = getValue(await confirmEmail(visit.world, token))
    const isIn = visit.session !== undefined
    const main = [
      renderDescriptionList({ rows: [{ term: copy.email, value: email }] }),
      html`<p class="lead">${copy.done}</p>`,
      renderLinkButton({ label: isIn ? copy.toHome : copy.toTop, href: isIn ? '/home' : '/', kind: 'outline' }),
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.doneTitle, main }))
  })
}
