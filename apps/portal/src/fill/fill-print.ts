import type { Filling } from '@madoguchi/forms'
import { findLastDay, listPapers, listPenBoxes, reachable, summarise } from '@madoguchi/forms'
import { makeForm, readTemplate } from '@madoguchi/procedures'
import {
  html,
  renderButtonGroup,
  renderDescriptionList,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
} from '@madoguchi/ui'
import type { Finder, OfferDetail } from '../find/finder.ts'
import { getFillPrinter, type Queues } from '../shell/get-printer.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderPhone } from '../shell/phone-link.ts'
import { findPlace } from '../shell/places.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { listEmptyCodes } from './account-view.ts'
import { renderEndSoon } from './fill-ends.ts'
import { renderLeftOut } from './fill-left-out.ts'
import { renderShared } from './fill-shared.ts'
import { renderUnread } from './fill-unread.ts'
import type { OpenFill } from './fills.ts'
import { isWhole } from './list-wrong.ts'
import { breadcrumbOf, type OpenDraft, pathOf } from './open-draft.ts'
import { listPaperChanges } from './rare-characters.ts'
import { sayLastDay } from './say-last-day.ts'
import { fillWords } from './words.ts'

/** 印刷: the completed form as a PDF for the counter, and its picture in the page. */
export function addFillPrint(
  routes: PageRoutes,
  open: OpenFill,
  { finder, queues }: { finder: Pick<Finder, 'findOffer'>; queues: Queues },
): void {
  const findOffer = ({ draft }: OpenDraft) => finder.findOffer(draft.municipality, draft.procedure)
  const makeOrder = (visit: Visit, fill: OpenDraft) =>
    makePaper(fill, { offer: findOffer(fill), operator: visit.site.operator.name })
  routes.get('/fill/:draft/print', async (visit) => {
    const fill = await open(visit)
    const stop = reachable(fill.filling).find(({ kind }) => kind === 'stop')
    if (stop !== undefined) return visit.c.redirect(pathOf(fill, stop.id), 303)
    return replyPrint(visit, fill, findOffer(fill))
  })
  routes.get('/fill/:draft/form.pdf', async (visit) => {
    const fill = await open(visit)
    const bytes = await getFillPrinter(visit, fill, queues).renderForm(makeOrder(visit, fill))
    const how = visit.url.searchParams.get('as') === 'file' ? 'attachment' : 'inline'
    return visit.c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `${how}; filename="${fill.procedure.id}.pdf"`,
    })
  })
  routes.get('/fill/:draft/form.svg', async (visit) => {
    const fill = await open(visit)
    return visit.c.body(await getFillPrinter(visit, fill, queues).renderFormSvg(makeOrder(visit, fill)), 200, {
      'Content-Type': 'image/svg+xml',
    })
  })
}

/** The completed form. `operator`: who runs the site, as it stands on the paper. */
export function makePaper(fill: OpenDraft, { offer, operator }: { offer: OfferDetail | undefined; operator: string }) {
  return makeForm(fill.filling, {
    template: readTemplate(fill.procedure),
    madeAt: fill.draft.updatedAt,
    addressee: addresseeOf(fill, offer),
    operator,
  })
}

/** As the municipality published it. A mayor is what every one has: 市長, 町長, 村長, 区長. */
function addresseeOf({ municipalityName }: OpenDraft, detail: OfferDetail | undefined): string {
  return detail?.offer.addressee ?? `${municipalityName}長`
}

/** What is left to the pen, each label once: ten children have one between them. */
function listPenLabels(filling: Filling): readonly string[] {
  const { fields, groups } = listPenBoxes(filling)
  return [...new Set([...fields, ...Object.values(groups).flat(2)].map(({ label }) => label))]
}

function replyPrint(visit: Visit, fill: OpenDraft, offer: OfferDetail | undefined): Response {
  const { filling } = fill
  const words = fillWords(visit.frame)
  const { attachments, signers, needed } = listPapers(filling)
  const pen = listPenLabels(filling)
  const pages = summarise(filling)
  const isByCard = signers.every(({ how }) => how === 'by-card')
  const lastDay = findLastDay(filling)
  const counters = offer?.counters ?? []
  const pdf = pathOf(fill, 'form.pdf')
  const sign = findPlace(visit.frame, 'sign-form', { draft: fill.draft.draft })
  const changed = listPaperChanges(pages, visit.frame)
  const papers = attachments.map(
    ({ title, why, isOptional }) => html`<li>${words.print.paper(title, isOptional === true)}<br>${why}</li>`,
  )
  const bring = needed.map(({ text, note }) => html`<li>${text}${note === undefined ? '' : html`<br>${note}`}</li>`)
  const todo = [
    pen.length === 0 ? '' : html`<li>${words.print.pen(pen)}</li>`,
    ...listEmptyCodes(pages, visit.frame).map((line) => html`<li>${line}</li>`),
    ...signers.map(({ who, how, note }) => html`<li>${words.print.signer[how](who)}${note ?? ''}</li>`),
    lastDay === undefined ? '' : html`<li>${sayLastDay({ lastDay, today: filling.today }, visit.frame)}</li>`,
  ]
  const main = [
    html`<p class="lead">${words.print.lead(addresseeOf(fill, offer))}</p>`,
    changed.length === 0
      ? ''
      : renderNotificationBanner({
          tone: 'warning',
          heading: words.print.changedHeading,
          body: html`<ul>${changed.map((line) => html`<li>${line}</li>`)}</ul>`,
        }),
    renderButtonGroup([
      renderLinkButton({
        label: words.print.download,
        href: `${pdf}?as=file`,
        icon: 'download',
        downloadName: `${fill.procedure.id}.pdf`,
      }),
      renderLinkButton({ label: words.print.open, href: pdf, kind: 'outline' }),
    ]),
    signers.length === 0 || sign === undefined
      ? ''
      : html`<p><a href="${sign}">${words.print.sign}</a>${isByCard ? '' : html`<br>${words.print.signByHand}`}</p>`,
    todo.every((one) => one === '')
      ? ''
      : renderSection({ heading: words.print.nextHeading, body: html`<ul>${todo}</ul>` }),
    renderSection({
      heading: words.print.papersHeading,
      body: papers.length === 0 ? html`<p>${words.print.papersNone}</p>` : html`<ul>${papers}</ul>`,
    }),
    bring.length === 0 ? '' : renderSection({ heading: words.print.bring, body: html`<ul>${bring}</ul>` }),
    counters.length === 0
      ? ''
      : renderSection({
          heading: words.print.counters,
          body: renderDescriptionList({
            rows: counters.map(({ name, place, hours, phone }) => ({
              term: name,
              value: [place, html`<br>`, hours, html`<br>`, renderPhone(phone)],
            })),
          }),
        }),
    renderSection({
      heading: words.print.preview,
      body: html`<p><a href="${pathOf(fill, 'check')}">${words.print.previewLink}</a></p><div class="fill__preview"><img src="${pathOf(fill, 'form.svg')}" alt="${words.print.previewAlt}" loading="lazy"></div>`,
    }),
    html`<p>${words.print.kept}</p>`,
    renderShared(visit, fill),
  ]
  const unfinished = isWhole(fill)
    ? ''
    : renderNotificationBanner({
        tone: 'warning',
        heading: words.print.unfinishedHeading,
        body: html`<p>${words.print.unfinishedBody}</p><p><a href="${pathOf(fill, 'check')}">${words.check.fix}</a></p>`,
      })
  const notice = [
    unfinished,
    renderUnread(fill, visit.frame),
    renderEndSoon(fill, visit.frame),
    renderLeftOut(fill, visit.frame),
  ]
  const breadcrumb = breadcrumbOf(fill, visit.frame)
  return replyPage(visit, renderFrame(visit, { title: words.print.title, breadcrumb, main, notice }))
}
