import type { Html } from '@madoguchi/ui'
import { formatDateTime, html, renderButton, renderDescriptionList } from '@madoguchi/ui'
import { renderPhone } from '../shell/phone-link.ts'
import type { Reader } from '../shell/words.ts'
import { explainEnding } from './explain-ending.ts'
import type { InquiryView } from './find-request.ts'
import { informationWords } from './words.ts'

/** Where one press is, without how to be reached, and where it was sent from once it was. For lists and answers. */
export function renderPress(
  reader: Reader,
  { request, exchange, agency, canRequestCheck, checkRequestedAt }: InquiryView,
): Html {
  const copy = informationWords(reader).checks
  if (checkRequestedAt !== undefined)
    return html`<p><strong>${copy.sent(formatDateTime(checkRequestedAt))}</strong></p><p>${copy.sentAbout(agency.name)}</p>`
  if (!canRequestCheck) return html``
  return html`<p>${copy.lead(agency.name)}</p><form method="post" action="${pathOfCheck({ request, exchange })}">${renderButton({ label: copy.submit, kind: 'outline', size: 'medium' })}</form><p><a href="${pathOfCheck({ request, exchange })}">${copy.withContact}</a></p>`
}

/** Every reason that there can be, and whom to call. The same for everybody who asked the same. */
export function renderEnding(reader: Reader, inquiry: Pick<InquiryView, 'type' | 'agency'>): Html {
  const { reasons } = explainEnding(reader, inquiry)
  return html`<p>${informationWords(reader).checks.whyLead}</p><ul>${reasons.map((reason) => html`<li>${reason}</li>`)}</ul>${renderContact(reader, inquiry)}`
}

export function renderContact(reader: Reader, inquiry: Pick<InquiryView, 'type' | 'agency'>): Html {
  const copy = informationWords(reader).checks
  const { agency, contact } = explainEnding(reader, inquiry)
  if (contact === undefined) return html`<p>${copy.counter(agency)}</p>`
  const { section, hours, phone } = contact
  const value = html`${renderPhone(phone)}<br>${hours}`
  return renderDescriptionList({ rows: [{ term: copy.section(agency, section), value }] })
}

export function pathOfCheck({ request, exchange }: Pick<InquiryView, 'request' | 'exchange'>): string {
  return `/requests/${request}/checks/${exchange}`
}
