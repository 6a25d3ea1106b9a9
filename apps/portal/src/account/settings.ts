import type { Html } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButton,
  renderButtonGroup,
  renderDate,
  renderDescriptionList,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
  renderTable,
  renderTextField,
  sayDate,
} from '@madoguchi/ui'
import type { ConfirmCard } from '../log-in/confirm-card.ts'
import type { UsedCard } from '../log-in/list-cards.ts'
import type { Vaults } from '../log-in/vaults.ts'
import type { ErrorWords } from '../shell/error-words.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandMember, demandSession, readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import type { Email, EmailCode } from './confirmation.ts'
import { parseEmailAddress } from './email-address.ts'
import type { Emails } from './emails.ts'
import { accountWords } from './words.ts'

type Refused = { readonly code: EmailCode; readonly email: string }

/** What the page shows. */
type Kept = {
  readonly emails: Emails
  readonly vaults: Pick<Vaults, 'listCards' | 'findRecoveryCodeMadeAt' | 'findShownCode'>
}

/** 登録内容: the address, the cards and the recovery code. */
export function addSettings(routes: PageRoutes, kept: Kept, confirmCard: ConfirmCard): void {
  const { emails, vaults } = kept
  routes.get('/settings', (visit) => replySettings(visit, kept))
  routes.post(
    '/settings/email',
    async (visit) => {
      demandMember(visit)
      const fields = await readForm(visit)
      const email = fields.get('email') ?? ''
      const parsed = parseEmailAddress(email)
      if (!parsed.ok) return replySettings(visit, kept, { code: parsed.code, email })
      if (!emails.isOffered()) return replySettings(visit, kept, { code: 'EMAIL_NOT_OFFERED', email })
      return confirmCard(visit, { act: 'email', fields })
    },
    { page: '/settings', keeps: ['email'] },
  )
  routes.post(
    '/settings/email/resend',
    async (visit) => {
      const sent = await emails.resend(demandMember(visit))
      return sent.ok
        ? visit.c.redirect('/settings?done=email-sent', 303)
        : replySettings(visit, kept, { code: sent.code, email: '' })
    },
    { page: '/settings' },
  )
  routes.post(
    '/settings/email/remove',
    async (visit) => {
      await emails.remove(demandMember(visit))
      return visit.c.redirect('/settings?done=email-removed', 303)
    },
    { page: '/settings' },
  )
  routes.post(
    '/settings/recovery-code',
    (visit) => {
      demandSession(visit)
      return confirmCard(visit, { act: 'recovery-code', fields: new URLSearchParams() })
    },
    { page: '/settings' },
  )
  routes.get('/settings/recovery-code', async (visit) => {
    const code = await vaults.findShownCode(demandSession(visit))
    return code === undefined ? visit.c.redirect('/settings', 303) : replyCode(visit, code)
  })
}

async function replySettings(visit: Visit, { emails, vaults }: Kept, refused?: Refused): Promise<Response> {
  const session = demandMember(visit)
  const copy = accountWords(visit.frame).settings
  const [email, cards, madeAt] = await Promise.all([
    emails.find(session.account),
    vaults.listCards(session),
    vaults.findRecoveryCodeMadeAt(session.account),
  ])
  const main = [
    html`<p class="lead">${copy.lead}</p>`,
    renderSection({
      heading: copy.emailHeading,
      body: emails.isOffered() ? renderEmail(visit, email, refused) : html`<p>${copy.emailAbsent}</p>`,
    }),
    renderSection({
      heading: copy.cardsHeading,
      body: [renderCards(visit.frame, cards), html`<p>${copy.cardsAbout}</p>`],
    }),
    renderSection({
      heading: copy.codeHeading,
      lead: copy.codeLead,
      body: session.vault === undefined ? renderClosed(visit.frame) : renderCodeForm(visit.frame, madeAt),
    }),
    renderSection({
      heading: copy.leaveHeading,
      lead: copy.leaveLead,
      body: html`<p><a href="/settings/leave">${copy.leaveLink}</a></p>`,
    }),
  ]
  const done = Object.entries(copy.done).find(([name]) => name === visit.url.searchParams.get('done'))?.[1]
  const notice =
    refused !== undefined
      ? {
          notice: renderErrorSummary({
            errors: [{ field: 'email', text: getEmailWords(visit.frame, refused.code).title }],
          }),
        }
      : done === undefined
        ? {}
        : { notice: renderNotificationBanner({ tone: 'success', heading: done }) }
  const breadcrumb = [{ label: shellWords(visit.frame).frame.home, href: '/home' }]
  const page = renderFrame(visit, { title: copy.title, breadcrumb, main, ...notice })
  return replyPage(visit, page, refused === undefined ? 200 : 422)
}

function renderEmail({ frame }: Visit, { email, waiting }: Email, refused: Refused | undefined): Html {
  const copy = accountWords(frame).settings
  const rows = [
    { term: copy.emailUsed, value: email ?? copy.emailNone },
    ...(waiting === undefined ? [] : [{ term: copy.emailWaiting, value: waiting.email }]),
  ]
  const button = (action: string, label: string) =>
    html`<form method="post" action="/settings/email/${action}">${renderButton({ label, kind: 'outline', size: 'medium' })}</form>`
  const until = waiting?.expiresAt
  const about =
    until === undefined
      ? copy.emailSending
      : until <= frame.at
        ? copy.emailOver
        : copy.emailWaitingAbout(formatDateTime(until))
  const error = refused === undefined ? {} : { error: getEmailWords(frame, refused.code).title }
  return html`${renderDescriptionList({ rows })}
${waiting === undefined ? '' : html`<p>${about}</p><p>${copy.emailLost}</p>`}
${renderButtonGroup([
  ...(waiting === undefined ? [] : [button('resend', copy.emailResend)]),
  ...(email === undefined && waiting === undefined ? [] : [button('remove', copy.emailRemove)]),
])}
<form class="stack" method="post" action="/settings/email" novalidate>
${renderTextField({ name: 'email', label: copy.email, requirement: 'required', kind: 'email', width: 'medium', autocomplete: 'email', lengthMax: 254, support: copy.emailSupport, value: refused?.email ?? frame.window.typed?.get('email') ?? '', ...error })}
${renderButton({ label: copy.emailSubmit, size: 'medium' })}
</form>`
}

/** TOO_MANY is said in the same words wherever there was too much. */
function getEmailWords(reader: Reader, code: EmailCode): ErrorWords {
  return code === 'TOO_MANY' ? shellWords(reader).errors.TOO_MANY : accountWords(reader).errors[code]
}

function renderCards(reader: Reader, cards: readonly UsedCard[]): Html {
  const copy = accountWords(reader).settings
  const table = renderTable({
    id: 'cards',
    caption: copy.cardsHeading,
    hidesCaption: true,
    columns: [{ label: copy.card, isRowHeader: true }, { label: copy.cardSeen }, { label: copy.cardState }],
    rows: cards.map(({ notAfter, lastUsedAt, isCurrent, opensVault }) => [
      html`${copy.cardUntil(sayDate(notAfter))} ${isCurrent ? renderStatusChip({ tone: 'success', label: copy.cardHere }) : ''}`,
      renderDate(lastUsedAt),
      opensVault ? copy.cardOpens : copy.cardCloses,
    ]),
  })
  return html`<div class="stacked">${table}</div>`
}

function renderClosed(reader: Reader): Html {
  const copy = accountWords(reader).settings
  const next = renderLinkButton({ label: copy.toNewCard, href: '/new-card', kind: 'outline', size: 'medium' })
  return html`<p>${copy.codeClosed}</p>${renderButtonGroup([next])}`
}

function renderCodeForm(reader: Reader, madeAt: Date | undefined): Html {
  const copy = accountWords(reader).settings
  const label = madeAt === undefined ? copy.codeSubmit : copy.codeSubmitAgain
  return html`<p>${madeAt === undefined ? copy.codeNone : copy.codeMade(sayDate(madeAt))}</p>
<form method="post" action="/settings/recovery-code">${renderButton({ label, kind: 'outline', size: 'medium' })}</form>`
}

/** The same however often it is loaded, for some minutes; then nobody sees it again. */
function replyCode(visit: Visit, code: string): Response {
  const { recoveryCode, settings } = accountWords(visit.frame)
  const { title, lead, label, print, printHow, rulesHeading, rules, back } = recoveryCode
  const main = [
    html`<p class="lead">${lead}</p>`,
    html`<p>${label}</p><p class="recovery-code"><code translate="no">${code}</code></p>`,
    html`<p><button class="button button--solid button--medium" type="button" data-print hidden>${print}</button></p><p>${printHow}</p>`,
    renderSection({ heading: rulesHeading, body: html`<ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul>` }),
    renderButtonGroup([renderLinkButton({ label: back, href: '/settings', kind: 'outline', size: 'medium' })]),
  ]
  const breadcrumb = [{ label: settings.title, href: '/settings' }]
  return replyPage(visit, renderFrame(visit, { title, breadcrumb, main, scripts: ['print.js'] }))
}
