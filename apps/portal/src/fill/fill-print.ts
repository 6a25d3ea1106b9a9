import { findLastDay, isComplete, listPapers, reachable } from '@madoguchi/forms'
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
import { findFillPrinter } from '../shell/find-waiter.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderPhone } from '../shell/phone-link.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { fillCopy as copy } from './fill.words.ja.ts'
import { renderShared } from './fill-shared.ts'
import { breadcrumbOf, type FillVisit, openFill, pathOf } from './fill-visit.ts'

/** 印刷: the completed form as a PDF for the counter, and its picture in the page. */
export function addFillPrint(routes: PageRoutes): void {
  routes.get('/fill/:draft/print', async (visit) => {
    const fill = await openFill(visit)
    const stop = reachable(fill.filling).find(({ kind }) => kind === 'stop')
    if (stop !== undefined) return fill.c.redirect(pathOf(fill, stop.id), 303)
    return replyPrint(fill)
  })
  routes.get('/fill/:draft/form.pdf', async (visit) => {
    const fill = await openFill(visit)
    const bytes = await findFillPrinter(fill, fill.world).renderForm(orderOf(fill))
    const how = fill.url.searchParams.get('as') === 'file' ? 'attachment' : 'inline'
    return fill.c.body(new Uint8Array(bytes), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `${how}; filename="${fill.procedure.id}.pdf"`,
    })
  })
  routes.get('/fill/:draft/form.svg', async (visit) => {
    const fill = await openFill(visit)
    return fill.c.body(await findFillPrinter(fill, fill.world).renderFormSvg(orderOf(fill)), 200, {
      'Content-Type': 'image/svg+xml',
    })
  })
}

function orderOf({ world, draft, filling, procedure, municipalityName, frame }: FillVisit) {
  return makeForm(filling, {
    template: readTemplate(procedure),
    madeAt: draft.updatedAt,
    addressee: addresseeOf({ world, draft, municipalityName }),
    operator: frame.site.operator.name,
  })
}

/** As the municipality published it. A mayor is what every one has: 市長, 町長, 村長, 区長. */
function addresseeOf({
  world,
  draft,
  municipalityName,
}: Pick<FillVisit, 'world' | 'draft' | 'municipalityName'>): string {
  const offer = world.finder.findOffer(draft.municipality, draft.procedure)
  return offer?.offer.addressee ?? `${municipalityName}長`
}

/** An ISO day and today’s: a last day that is over is said to be. */
export function sayLastDay(lastDay: string, today: string): string {
  return lastDay < today ? copy.printLate(formatDate(lastDay)) : copy.printLastDay(formatDate(lastDay))
}

function replyPrint(fill: FillVisit): Response {
  const { filling, world, draft } = fill
  const { attachments, signers, needed } = listPapers(filling)
  const isByCard = signers.every(({ how }) => how === 'by-card')
  const lastDay = findLastDay(filling)
  const counters = world.finder.findOffer(draft.municipality, draft.procedure)?.counters ?? []
  const pdf = pathOf(fill, 'form.pdf')
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
    html`<p class="lead">${copy.printLead(addresseeOf(fill))}</p>`,
    renderButtonGroup([
      renderLinkButton({
        label: copy.printDownload,
        href: `${pdf}?as=file`,
        icon: 'download',
        downloadName: `${fill.procedure.id}.pdf`,
      }),
      renderLinkButton({ label: copy.printOpen, href: pdf, kind: 'outline' }),
    ]),
    signers.length === 0
      ? ''
      : html`<p><a href="${pathOf(fill, 'sign')}">${copy.printSign}</a>${isByCard ? '' : html`<br>${copy.printSignByHand}`}</p>`,
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
    renderShared(fill),
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
  return replyPage(fill, renderFrame(fill, { title: copy.printTitle, breadcrumb: breadcrumbOf(fill), main, ...notice }))
}
