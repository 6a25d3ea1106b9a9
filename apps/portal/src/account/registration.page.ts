import {
  html,
  renderButton,
  renderCheckboxGroup,
  renderErrorSummary,
  renderSection,
  renderTextField,
} from '@madoguchi/ui'
import type { Ground } from '../shell/ground.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandLogIn, readForm, type Visit } from '../shell/visit.ts'
import type { Emails } from './emails.ts'
import { listRegistrationFaults, type RegistrationFault, register } from './registration.ts'
import { accountWords } from './words.ts'

/** 利用者登録: before anything else, once. */
export function addRegistration(
  routes: PageRoutes,
  ground: Pick<Ground, 'db' | 'clock'>,
  emails: Pick<Emails, 'give' | 'isOffered'>,
): void {
  const mails = emails.isOffered()
  routes.get('/registration', (visit) => {
    if (demandLogIn(visit).isRegistered) return visit.c.redirect('/home', 303)
    const { typed } = visit.frame.window
    return replyForm(visit, { mails, email: typed?.get('email') ?? '', consents: typed?.get('consent') === 'yes' })
  })
  routes.post(
    '/registration',
    async (visit) => {
      const session = demandLogIn(visit)
      const form = await readForm(visit)
      const email = form.get('email') ?? ''
      const consents = form.get('consent') === 'yes'
      const faults = listRegistrationFaults({ consent: consents, email })
      if (faults.length > 0) return replyForm(visit, { mails, faults, email, consents })
      await register({ db: ground.db, clock: ground.clock, emails }, session, { consent: consents, email })
      return visit.c.redirect('/home', 303)
    },
    { keeps: ['consent', 'email'] },
  )
}

function replyForm(
  visit: Visit,
  filled: { mails: boolean; faults?: readonly RegistrationFault[]; email: string; consents: boolean },
): Response {
  const { mails, faults = [], email, consents } = filled
  const { registration: copy, errors } = accountWords(visit.frame)
  const told = faults.map((code) => ({
    field: code === 'CONSENT_MISSING' ? 'consent' : 'email',
    text: errors[code].title,
  }))
  const errorOf = (name: string) => ({ error: told.find(({ field }) => field === name)?.text })
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderSection({
      heading: copy.termsHeading,
      body: html`<ul>${copy.terms.map((term) => html`<li>${term}</li>`)}</ul><p><a href="${visit.site.operator.links.terms}">${copy.termsLink}</a></p>`,
    }),
    html`<form class="stack" method="post" action="/registration" novalidate>
${renderCheckboxGroup({ name: 'consent', label: copy.consent, requirement: 'required', look: 'tile', choices: [{ value: 'yes', label: copy.consentLabel, isChosen: consents }], ...errorOf('consent') })}
${mails ? renderTextField({ name: 'email', label: copy.email, requirement: 'optional', kind: 'email', width: 'medium', autocomplete: 'email', lengthMax: 254, support: copy.emailSupport, value: email, ...errorOf('email') }) : html`<p>${copy.emailAbsent}</p>`}
${renderButton({ label: copy.submit })}
</form>`,
  ]
  const notice = told.length === 0 ? {} : { notice: renderErrorSummary({ errors: told }) }
  return replyPage(visit, renderFrame(visit, { title: copy.title, main, ...notice }), told.length === 0 ? 200 : 422)
}
