import { AppError } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButton,
  renderErrorSummary,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderTextField,
} from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandSession, getValue, readForm, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { pathOfCheck, renderContact, renderEnding } from './check-part.ts'
import type { InquiryView, RequestSources, RequestView } from './find-request.ts'
import { type ContactRefusal, type RequestCheck, readCheckContact } from './request-check.ts'
import { getRequest, titleOf } from './requests.ts'
import { informationWords } from './words.ts'

/** What was typed, and why it was not taken. */
type Refused = { readonly code: ContactRefusal; readonly name: string; readonly phone: string }

/** 確認を依頼する: why there may be nothing to show, whom to call, and one press that has the agency look again. */
export function addChecks(
  routes: PageRoutes,
  { reading, requestCheck }: { reading: RequestSources; requestCheck: RequestCheck },
): void {
  routes.get('/requests/:request/checks/:exchange', async (visit) =>
    replyCheck(visit, await getRequest(reading, visit)),
  )
  routes.post(
    '/requests/:request/checks/:exchange',
    async (visit) => {
      const view = await getRequest(reading, visit)
      const { exchange } = getInquiry(visit, view)
      const form = await readForm(visit)
      const [name, phone] = [form.get('name') ?? '', form.get('phone') ?? '']
      const contact = readCheckContact({ name, phone })
      if (!contact.ok) return replyCheck(visit, view, { code: contact.code, name, phone })
      const order = { request: view.request, exchange, contact: contact.value }
      getValue(await requestCheck(demandSession(visit), order))
      return visit.c.redirect(pathOfCheck({ request: view.request, exchange }), 303)
    },
    { keeps: ['name', 'phone'] },
  )
}

function replyCheck(visit: Visit, view: RequestView, refused?: Refused): Response {
  const { frame: reader } = visit
  const { checks: copy, requests } = informationWords(reader)
  const inquiry = getInquiry(visit, view)
  const { names, state, checkRequestedAt } = inquiry
  const main = [
    html`<p class="lead">${requests.of(names.plainName, inquiry.agency.name)}</p>`,
    checkRequestedAt === undefined
      ? renderForm(visit, inquiry, refused)
      : renderSent(reader, inquiry, checkRequestedAt),
    state === 'nothing-to-show'
      ? renderSection({ heading: copy.why, body: renderEnding(reader, inquiry) })
      : renderSection({ heading: copy.phoneLead, body: renderContact(reader, inquiry) }),
    renderLinkButton({ label: copy.back, href: `/requests/${view.request}`, kind: 'outline' }),
  ]
  const page = renderFrame(visit, {
    title: copy.title,
    breadcrumb: [
      { label: shellWords(reader).frame.home, href: '/home' },
      { label: requests.listTitle, href: '/requests' },
      { label: titleOf(reader, view), href: `/requests/${view.request}` },
    ],
    main,
    ...(refused === undefined
      ? {}
      : { notice: renderErrorSummary({ errors: [{ field: fieldOf(refused), text: sentenceOf(reader, refused) }] }) }),
  })
  return replyPage(visit, page, refused === undefined ? 200 : 422)
}

function renderSent(reader: Reader, inquiry: InquiryView, at: Date): Html {
  const copy = informationWords(reader).checks
  const { name } = inquiry.agency
  const body = html`<p>${copy.sentAbout(name)}</p><p>${copy.after}</p>`
  return renderNotificationBanner({ tone: 'success', heading: copy.sent(formatDateTime(at)), body, isLive: true })
}

function renderForm({ frame: reader }: Visit, inquiry: InquiryView, refused: Refused | undefined): Html {
  const copy = informationWords(reader).checks
  if (!inquiry.canRequestCheck) return html`<p>${copy.notOffered}</p>`
  const { name } = inquiry.agency
  const error = (field: 'name' | 'phone') =>
    refused !== undefined && fieldOf(refused) === field ? { error: sentenceOf(reader, refused) } : {}
  return html`<p>${copy.lead(name)}</p><p>${copy.after}</p>
<form class="stack" method="post" action="${pathOfCheck(inquiry)}" novalidate>
<p>${copy.contactLead}</p>
${renderTextField({ name: 'name', label: copy.name, support: copy.nameSupport, requirement: 'optional', value: refused?.name ?? reader.window.typed?.get('name') ?? undefined, lengthMax: 40, autocomplete: 'name', width: 'medium', ...error('name') })}
${renderTextField({ name: 'phone', label: copy.phoneLabel, support: copy.phoneSupport, requirement: 'optional', kind: 'tel', value: refused?.phone ?? reader.window.typed?.get('phone') ?? undefined, lengthMax: 100, autocomplete: 'tel', width: 'medium', ...error('phone') })}
${renderButton({ label: copy.submit })}
</form>`
}

function fieldOf({ code }: Refused): 'name' | 'phone' {
  return code === 'CHECK_NAME' ? 'name' : 'phone'
}

function sentenceOf(reader: Reader, { code }: Refused): string {
  const copy = informationWords(reader).checks
  return code === 'CHECK_NAME' ? copy.nameError : copy.phoneError
}

/** The inquiry that the path names, if it is one of this request. Throws CHECK_NOT_OFFERED. */
function getInquiry(visit: Visit, { inquiries }: RequestView): InquiryView {
  const named = visit.c.req.param('exchange')
  const found = inquiries.find(({ exchange }) => exchange === named)
  if (found === undefined) throw new AppError('CHECK_NOT_OFFERED', 'No such inquiry of this request.')
  return found
}
