import {
  html,
  renderButton,
  renderButtonGroup,
  renderCheckboxGroup,
  renderErrorSummary,
  renderLinkButton,
  renderSection,
} from '@madoguchi/ui'
import type { ConfirmCard } from '../log-in/confirm-card.ts'
import { logInWords } from '../log-in/words.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandLogIn, readForm, type Visit } from '../shell/visit.ts'
import { accountWords } from './words.ts'

/** 利用をやめる: what goes, what remains and why, a yes, and the word that it is done. */
export function addLeave(routes: PageRoutes, confirmCard: ConfirmCard): void {
  routes.get('/settings/leave', (visit) => replyLeave(visit, false))
  routes.post('/settings/leave', async (visit) => {
    demandLogIn(visit)
    const fields = await readForm(visit)
    return fields.get('confirmed') === 'yes' ? confirmCard(visit, { act: 'leave', fields }) : replyLeave(visit, true)
  })
  routes.open('/left', (visit) => {
    const copy = accountWords(visit.frame).leave
    const main = [
      html`<p class="lead">${copy.leftLead}</p>`,
      html`<p>${copy.leftRemains}</p><p>${copy.leftAgain}</p>`,
      renderLinkButton({ label: copy.toTop, href: '/', kind: 'outline' }),
    ]
    return replyPage(visit, renderFrame(visit, { title: copy.leftTitle, main }))
  })
}

function replyLeave(visit: Visit, isUnconfirmed: boolean): Response {
  demandLogIn(visit)
  const { leave: copy, settings } = accountWords(visit.frame)
  const { title: text } = logInWords(visit.frame).errors.NOT_CONFIRMED
  const error = isUnconfirmed ? { error: text } : {}
  const list = (lines: readonly string[]) => html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderSection({ heading: copy.deletedHeading, body: list(copy.deleted) }),
    renderSection({ heading: copy.remainsHeading, body: list(copy.remains) }),
    html`<p>${copy.again}</p><p>${copy.mail}</p>`,
    html`<form class="stack" method="post" action="/settings/leave" novalidate>
${renderCheckboxGroup({ name: 'confirmed', label: copy.confirm, requirement: 'required', look: 'tile', choices: [{ value: 'yes', label: copy.confirmLabel }], ...error })}
${renderButtonGroup([
  renderButton({ label: copy.submit, isDangerous: true }),
  renderLinkButton({ label: copy.back, href: '/settings', kind: 'outline' }),
])}
</form>`,
  ]
  const notice = isUnconfirmed ? { notice: renderErrorSummary({ errors: [{ field: 'confirmed', text }] }) } : {}
  const breadcrumb = [{ label: settings.title, href: '/settings' }]
  return replyPage(
    visit,
    renderFrame(visit, { title: copy.title, breadcrumb, main, ...notice }),
    isUnconfirmed ? 422 : 200,
  )
}
