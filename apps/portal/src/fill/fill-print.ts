import { findLastDay, isComplete, listPapers, reachable, summarise } from '@madoguchi/forms'
import { formatDate } from '@madoguchi/kit'
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
import { getFillPrinter, type Queues } from '../shell/get-waiter.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderPhone } from '../shell/phone-link.ts'
import { findPlace } from '../shell/places.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { renderShared } from './fill-shared.ts'
import type { OpenFill } from './fills.ts'
import { breadcrumbOf, type OpenDraft, pathOf } from './open-draft.ts'
import { listPaperChanges } from './rare-characters.ts'

/** 印刷: the completed form as a PDF for the counter, and its picture in the page. */
export function addFillPrint(
  routes: PageRoutes,
  open: OpenFill,
  { finder, queues }: { finder: Pick<Finder, 'findOffer'>; queues: Queues },
): void {
  const findOffer = ({ draft }: OpenDraft) => finder.findOffer(draft.municipality, draft.procedure)
  const makeOrder = (visit: Visit, fill: OpenDraft) =>
    makeForm(fill.filling, {
      template: readTemplate(fill.procedure),
      madeAt: fill.draft.updatedAt,
      addressee: addresseeOf(fill, findOffer(fill)),
      operator: visit.site.operator.name,
    })
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

/** As the municipality published it. A mayor is what every one has: 市長, 町長, 村長, 区長. */
function addresseeOf({ municipalityName }: OpenDraft, detail: OfferDetail | undefined): string {
  return detail?.offer.addressee ?? `${municipalityName}長`
}

/** An ISO day and today’s: a last day that is over is said to be. */
export function sayLastDay(lastDay: string, today: string): string {
  return lastDay < today ? copy.printLate(formatDate(lastDay)) : copy.printLastDay(formatDate(lastDay))
}

function replyPrint(visit: Visit, fill: OpenDraft, offer: OfferDetail | undefined): Response {
  const { filling } = fill
  const { attachments, signers, needed } = listPapers(filling)
  const isByCard = signers.every(({ how }) => how === 'by-card')
  const lastDay = findLastDay(filling)
  const counters = offer?.counters ?? []
  const pdf = pathOf(fill, 'form.pdf')
  const sign = findPlace(visit.frame, 'sign-form', { draft: fill.draft.draft })
  const changed = listPaperChanges(summarise(filling))
  const papers = attachments.map(
    ({ title, why, isOptional }) =>
      html`<li>${title}${isOptional === true ? copy.printOptionalPaper : ''}<br>${why}</li>`,
  )
  const bring = needed.map(({ text, note }) => html`<li>${text}${note === undefined ? '' : html`<br>${note}`}</li>`)
  const todo = [
    html`<li>${copy.printPen}</li>`,
    ...signers.map(({ who, how, note }) => html`<li>${copy.printSigner[how](who)}${note ?? ''}</li>`),
    lastDay === undefined ? '' : html`<li>${sayLastDay(lastDay, filling.today)}</li>`,
  ]
  const main = [
    html`<p class="lead">${copy.printLead(addresseeOf(fill, offer))}</p>`,
    changed.length === 0
      ? ''
      : renderNotificationBanner({
          tone: 'warning',
          heading: copy.paperHeading,
          body: html`<ul>${changed.map((line) => html`<li>${line}</li>`)}</ul>`,
        }),
    renderButtonGroup([
      renderLinkButton({
        label: copy.printDownload,
        href: `${pdf}?as=file`,
        icon: 'download',
        downloadName: `${fill.procedure.id}.pdf`,
      }),
      renderLinkButton({ label: copy.printOpen, href: pdf, kind: 'outline' }),
    ]),
    signers.length === 0 || sign === undefined
      ? ''
      : html`<p><a href="${sign}">${copy.printSign}</a>${isByCard ? '' : html`<br>${copy.printSignByHand}`}</p>`,
    renderSection({ heading: copy.printNextHeading, body: html`<ul>${todo}</ul>` }),
    renderSection({
      heading: copy.printPapersHeading,
      body: papers.length === 0 ? html`<p>${copy.printPapersNone}</p>` : html`<ul>${papers}</ul>`,
    }),
    bring.length === 0 ? '' : renderSection({ heading: copy.printBring, body: html`<ul>${bring}</ul>` }),
    counters.length === 0
      ? ''
      : renderSection({
          heading: copy.printCounters,
          body: renderDescriptionList({
            rows: counters.map(({ name, place, hours, phone }) => ({
              term: name,
              value: [place, html`<br>`, hours, html`<br>`, renderPhone(phone)],
            })),
          }),
        }),
    renderSection({
      heading: copy.printPreview,
      body: html`<p><a href="${pathOf(fill, 'check')}">${copy.printPreviewLink}</a></p><div class="fill__preview"><img src="${pathOf(fill, 'form.svg')}" alt="${copy.printPreviewAlt}" loading="lazy"></div>`,
    }),
    html`<p>${copy.printKept}</p>`,
    renderShared(visit, fill),
  ]
  const notice = isComplete(filling)
    ? {}
    : {
        notice: renderNotificationBanner({
          tone: 'warning',
          heading: copy.printUnfinishedHeading,
          body: html`<p>${copy.printUnfinishedBody}</p><p><a href="${pathOf(fill, 'check')}">${copy.checkFix}</a></p>`,
        }),
      }
  return replyPage(
    visit,
    renderFrame(visit, { title: copy.printTitle, breadcrumb: breadcrumbOf(fill), main, ...notice }),
  )
}
