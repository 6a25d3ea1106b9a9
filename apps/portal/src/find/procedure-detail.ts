import type { Procedure } from '@madoguchi/forms'
import { AppError, type Clock } from '@madoguchi/kit'
import { makeBlankForm, readTemplate } from '@madoguchi/procedures'
import { html, renderDescriptionList, renderLinkButton, renderSection } from '@madoguchi/ui'
import { getPrinter, type Queues } from '../shell/get-printer.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderPhone } from '../shell/phone-link.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import type { BlankForms } from './blank-forms.ts'
import type { Finder, OfferDetail } from './finder.ts'
import { listWays, renderWays } from './procedures-list.ts'
import { renderFilers } from './render-filers.ts'
import { findWords } from './words.ts'

/** One procedure at one municipality: what it is, with the municipality's own texts and counters. */
export function addProcedureDetail(
  routes: PageRoutes,
  finder: Pick<Finder, 'findOffer'>,
  { clock, blankForms, queues }: { clock: Clock; blankForms: BlankForms; queues: Queues },
): void {
  routes.open('/procedures/:municipality/:procedure', (visit) => replyDetail(visit, readOffer(visit, finder)))
  routes.open('/procedures/:municipality/:procedure/blank.pdf', async (visit) => {
    const { municipality, procedure, offer } = readOffer(visit, finder)
    const order = {
      template: readTemplate(procedure),
      madeAt: clock.now(),
      addressee: offer.addressee,
      operator: visit.site.operator.name,
    }
    const name = [municipality.code, procedure.id, procedure.version, offer.addressee].join(' ')
    const bytes = await blankForms.get(name, () =>
      getPrinter(visit, queues).renderForm(makeBlankForm(procedure, order)),
    )
    return visit.c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `inline; filename="${procedure.id}-blank.pdf"`,
    })
  })
}

/** The offer that the address names. Throws PROCEDURE_UNKNOWN. */
export function readOffer({ c }: Visit, finder: Pick<Finder, 'findOffer'>): OfferDetail {
  const detail = finder.findOffer(c.req.param('municipality') ?? '', c.req.param('procedure') ?? '')
  if (detail === undefined) throw new AppError('PROCEDURE_UNKNOWN', 'This municipality does not offer this procedure.')
  return detail
}

/** There is something to fill in here: what is handed in only by going there has no form of ours. */
export function isFillable({ procedure, offer }: OfferDetail): boolean {
  return listWays(procedure.ways, offer).some((way) => way !== 'visit')
}

function replyDetail(visit: Visit, detail: OfferDetail): Response {
  const reader = visit.frame
  const { detail: copy, procedures, parties } = findWords(reader)
  const { municipality, procedure, offer } = detail
  const ways = listWays(procedure.ways, offer)
  const path = `/procedures/${municipality.code}/${procedure.id}`
  const canFill = isFillable(detail)
  const blank = ways.includes('print') ? html`<p><a href="${path}/blank.pdf">${copy.blank}</a></p>` : ''
  const begin = canFill
    ? html`<div class="stack">${renderLinkButton({ label: copy.fill, href: `${path}/fill`, icon: 'document' })}<p>${copy.fillNote}</p>${blank}</div>`
    : html`<p>${copy.visitOnly}</p>`
  const main = [
    html`<p class="lead">${copy.where(municipality)}</p>`,
    renderWays(ways, reader),
    begin,
    renderSection({
      heading: copy.whatHeading,
      body: [html`<p>${procedure.summary}</p>`, renderFacts(detail, reader)],
    }),
    renderOwn(detail, reader),
    renderSection({ heading: parties.heading, body: renderFilers(procedure, offer, reader) }),
    renderSection({ heading: procedures.needed, body: renderNeeded(procedure, reader) }),
    renderPapers(procedure, reader),
    renderSection({
      heading: copy.stepsHeading,
      body: html`<ol>${(canFill ? copy.stepsFill : copy.stepsVisit).map((step) => html`<li>${step}</li>`)}</ol>`,
    }),
    renderSection({ heading: copy.countersHeading, body: renderCounters(detail, reader) }),
  ]
  const breadcrumb = [
    { label: shellWords(reader).frame.top, href: '/' },
    { label: procedures.title, href: '/procedures' },
    { label: procedures.of(municipality.name), href: `/procedures?where=${municipality.code}` },
  ]
  return replyPage(visit, renderFrame(visit, { title: procedure.title, breadcrumb, main }))
}

function renderFacts({ procedure, offer }: OfferDetail, reader: Reader) {
  const { detail: copy, procedures } = findWords(reader)
  const { signers } = procedure
  const own = offer.deadline
  const deadline =
    own === undefined || own === procedure.deadline.text
      ? procedure.deadline.text
      : html`${own}<br>${copy.deadlineLaw(procedure.deadline.text)}`
  const rows = [
    { term: procedures.forWhom, value: procedure.forWhom },
    { term: procedures.deadline, value: deadline },
    { term: copy.addressee, value: offer.addressee },
    ...(signers.length === 0 ? [] : [{ term: copy.signers, value: copy.listSigners(signers) }]),
    ...(procedure.basis === undefined ? [] : [{ term: copy.basis, value: procedure.basis }]),
  ]
  return renderDescriptionList({ rows })
}

function renderOwn({ municipality, offer }: OfferDetail, reader: Reader) {
  if (offer.notes === undefined && offer.url === undefined) return ''
  const { detail: copy } = findWords(reader)
  const link =
    offer.url === undefined
      ? ''
      : html`<p><a href="${offer.url}" rel="noreferrer">${copy.ownLink(municipality.name)}</a></p>`
  const notes = offer.notes === undefined ? '' : html`<p>${offer.notes}</p>`
  return renderSection({ heading: copy.ownHeading(municipality.name), body: [notes, link] })
}

function renderNeeded({ needed }: Procedure, reader: Reader) {
  const { detail: copy, procedures } = findWords(reader)
  if (needed.length === 0) return html`<p>${procedures.neededNone}</p>`
  const items = needed.map(({ text, note, when }) => {
    const notes = [...(when === undefined ? [] : [copy.neededWhen]), ...(note === undefined ? [] : [note])]
    return html`<li>${text}${notes.map((one) => html`<br><span class="found__note">${one}</span>`)}</li>`
  })
  return html`<ul>${items}</ul>`
}

function renderPapers({ attachments = [] }: Procedure, reader: Reader) {
  if (attachments.length === 0) return ''
  const { detail: copy } = findWords(reader)
  const items = attachments.map(({ title, why, when, isOptional }) => {
    const isAlways = when === undefined && isOptional !== true
    return html`<li>${title}${isAlways ? '' : html` <span class="found__note">${copy.paperWhen}</span>`}<br>${why}</li>`
  })
  return renderSection({ heading: copy.papersHeading, body: html`<ul>${items}</ul>` })
}

function renderCounters({ counters }: OfferDetail, reader: Reader) {
  const { detail: copy } = findWords(reader)
  if (counters.length === 0) return html`<p>${copy.countersNone}</p>`
  return counters.map(({ name, place, hours, phone }) => {
    const rows = [
      { term: copy.place, value: place },
      { term: copy.hours, value: hours },
      { term: copy.phone, value: renderPhone(phone) },
    ]
    return [html`<h3>${name}</h3>`, renderDescriptionList({ rows })]
  })
}
