import type { DirectoryView } from '@madoguchi/messages'
import { type Html, html, renderSection, sayDate } from '@madoguchi/ui'
import { renderPhone } from '../shell/phone-link.ts'
import type { Reader } from '../shell/words.ts'
import type { Found } from './finder.ts'
import { leadPlaces } from './lead-places.ts'
import type { Lead } from './leads/lead.ts'
import { leadsAsOf } from './leads.ts'
import { findWords } from './words.ts'

/** Who asks where what is not here is: by whom it is read, and what the directory says of municipalities. */
export type LeadReader = {
  readonly reader: Reader
  readonly directory: Pick<DirectoryView, 'ofKind' | 'describeParty'>
}

/** What was asked about and is not here, said as it is, and where one asks. Nothing where all was found. */
export function renderLeads({ leads, place }: Pick<Found, 'leads' | 'place'>, { reader, directory }: LeadReader) {
  if (leads.length === 0) return ''
  const copy = findWords(reader).procedures
  const municipality = place.kind === 'one' ? place.municipality : undefined
  const party = directory.ofKind('agency').find((one) => one.municipality === municipality?.code)
  const about = municipality === undefined || party === undefined ? undefined : directory.describeParty(party.id)
  const phone =
    about?.contact === undefined
      ? ''
      : html`<p>${about.contact.section} ${renderPhone(about.contact.phone)}<br>${about.contact.hours}</p>`
  const items = leads.map(
    (lead) =>
      html`<li class="found__one"><h3>${lead.title}</h3><p>${renderWhere(lead, municipality?.name, reader)}</p>${isMunicipal(lead) ? phone : ''}<p class="found__note">${copy.leadBasis(lead.basis, sayDate(leadsAsOf))}</p></li>`,
  )
  return renderSection({
    heading: copy.leadsHeading,
    lead: copy.leadsBody,
    body: html`<ul class="found">${items}</ul>`,
  })
}

function isMunicipal({ place }: Lead): boolean {
  return place === 'municipality' || place === 'card'
}

function renderWhere(lead: Lead, municipality: string | undefined, reader: Reader): Html {
  const copy = findWords(reader).procedures
  const { where, site } = copy.leadPlaces[lead.place]
  const own = isMunicipal(lead) && municipality !== undefined ? copy.leadCounterOf(municipality) : where
  const place: { readonly url?: string } = leadPlaces[lead.place]
  const link = place.url === undefined ? '' : html`<br><a href="${place.url}" rel="noreferrer">${site}</a>`
  return html`${copy.leadAsk(own)}${link}`
}
