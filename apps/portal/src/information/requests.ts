import { AppError } from '@madoguchi/kit'
import type { Html, ProgressRow } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButton,
  renderCardList,
  renderDateTime,
  renderDisclosure,
  renderEmptyState,
  renderLinkButton,
  renderNotificationBanner,
  renderProgressList,
  renderSection,
  reopenHtml,
} from '@madoguchi/ui'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { type Framed, renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandSession, getValue, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import type { AskAgain } from './ask-again.ts'
import { renderEnding, renderPress } from './check-part.ts'
import { describeState } from './describe-state.ts'
import type { InquiryView, RequestSources, RequestView } from './find-request.ts'
import { findRequest, listRequests } from './find-request.ts'
import { type InquiryState, isOpen } from './state.ts'
import type { TakeBack } from './take-back.ts'
import { versionOf, type WaitForChange } from './wait-for-change.ts'
import { informationWords } from './words.ts'

/** 照会の状況: all requests; one request as a list that fills. `isTold`: whoever gave an address hears of results by mail. */
export function addRequests(
  routes: PageRoutes,
  reading: RequestSources,
  {
    waitForChange,
    askAgain,
    takeBack,
    isTold,
  }: {
    waitForChange: WaitForChange
    askAgain: AskAgain
    takeBack: TakeBack
    isTold: boolean
  },
): void {
  routes.get('/requests', (visit) => replyList(visit, reading))
  routes.get('/requests/:request', async (visit) => replyRequest(visit, await getRequest(reading, visit), isTold))
  routes.peek('/requests/:request/fragment', (visit) => replyFragment(visit, waitForChange, isTold))
  routes.post(
    '/requests/:request/ask-again',
    async (visit) => {
      const { request } = await getRequest(reading, visit)
      getValue(await askAgain(demandSession(visit), request))
      return visit.c.redirect(`/requests/${request}`, 303)
    },
    { page: requestPage },
  )
  routes.post(
    '/requests/:request/withdraw',
    async (visit) => {
      const { request } = await getRequest(reading, visit)
      await takeBack.withdrawInquiries(demandSession(visit), { request })
      return visit.c.redirect(`/requests/${request}`, 303)
    },
    { page: requestPage },
  )
  routes.post(
    '/requests/:request/delete',
    async (visit) => {
      // Pressed twice, or in an old window: what was wanted is done.
      const isDone = await takeBack.deleteRequest(demandSession(visit), visit.c.req.param('request') ?? '')
      return visit.c.redirect(`/requests?deleted=${isDone ? '1' : 'before'}`, 303)
    },
    { page: requestPage },
  )
}

/** Where the forms of a request stand. */
const requestPage = '/requests/:request'

/** The request that the path names, if it is this account's. Throws REQUEST_UNKNOWN. */
export async function getRequest(reading: RequestSources, visit: Visit): Promise<RequestView> {
  const session = demandSession(visit)
  return demandRequest(await findRequest(reading, session, visit.c.req.param('request') ?? ''))
}

function demandRequest(found: RequestView | undefined): RequestView {
  if (found === undefined) throw new AppError('REQUEST_UNKNOWN', 'No such request of this account.')
  return found
}

async function replyList(visit: Visit, reading: RequestSources): Promise<Response> {
  const copy = informationWords(visit.frame).requests
  const requests = await listRequests(reading, demandSession(visit))
  const main =
    requests.length === 0
      ? renderEmptyState({
          heading: copy.listEmptyHeading,
          body: copy.listEmptyBody,
          action: renderLinkButton({ label: copy.listEmptyAction, href: '/information' }),
        })
      : [
          html`<p class="lead">${copy.listLead}</p>`,
          renderCardList({ columns: 1, cards: requests.map((request) => describeCard(visit.frame, request)) }),
          renderLinkButton({ label: copy.askMore, href: '/information', kind: 'outline' }),
        ]
  const breadcrumb = [{ label: shellWords(visit.frame).frame.home, href: '/home' }]
  return replyPage(visit, renderFrame(visit, { title: copy.listTitle, breadcrumb, main, notice: renderDeleted(visit) }))
}

function renderDeleted({ url, frame }: Visit): Html | '' {
  const copy = informationWords(frame).requests
  const heading = { '1': copy.deleted, before: copy.deletedBefore }[url.searchParams.get('deleted') ?? '']
  return heading === undefined ? '' : renderNotificationBanner({ tone: 'success', heading, isLive: true })
}

function describeCard(reader: Reader, { request, createdAt, inquiries }: RequestView) {
  const copy = informationWords(reader).requests
  const asked = [...new Set(inquiries.map(({ names }) => names.plainName))]
  const done = inquiries.filter(({ state }) => isDone(state)).length
  return {
    title: copy.asked(asked),
    href: `/requests/${request}`,
    icon: done === inquiries.length ? ('success' as const) : ('waiting' as const),
    body: copy.counts(done, inquiries.length),
    note: copy.madeAt(formatDateTime(createdAt)),
  }
}

function replyRequest(visit: Visit, view: RequestView, isTold: boolean): Response {
  const { frame: reader } = visit
  const copy = informationWords(reader).requests
  const isWaiting = view.inquiries.some(({ state }) => isOpen(state))
  const list = html`<div id="waiting" class="stack" data-version="${versionOf(view)}" data-is-done="${isWaiting ? 'false' : 'true'}">${renderList(reader, view, isTold)}</div>`
  const again = isWaiting
    ? html`<noscript><p><a href="/requests/${view.request}">${copy.refresh}</a></p></noscript>`
    : ''
  const page = renderFrame(visit, {
    title: titleOf(reader, view),
    breadcrumb: [
      { label: shellWords(visit.frame).frame.home, href: '/home' },
      { label: copy.listTitle, href: '/requests' },
    ],
    main: [html`<p>${copy.madeAt(formatDateTime(view.createdAt))}</p>`, list, again, renderDelete(reader, view)],
    scripts: isWaiting ? ['waiting.js'] : [],
  })
  return replyPage(visit, isWaiting ? reloadWithoutScript(page, `/requests/${view.request}?auto=1`) : page)
}

/** Where there is no script the page looks again by itself, and says that it was not a person. */
function reloadWithoutScript(page: Framed, path: string): Framed {
  const reload = html`<noscript><meta http-equiv="refresh" content="10;url=${path}"></noscript>`
  const again = reopenHtml(page.toString().replace('</head>', `${reload}\n</head>`))
  return Object.assign(again, { content: page.content })
}

/** The list alone, as soon as it is another one than the page has; the same again after twenty seconds. */
async function replyFragment(visit: Visit, waitForChange: WaitForChange, isTold: boolean): Promise<Response> {
  const request = visit.c.req.param('request') ?? ''
  const seen = visit.url.searchParams.get('seen')
  const view = demandRequest(await waitForChange(demandSession(visit), { request, seen }))
  visit.c.header('X-Version', versionOf(view))
  visit.c.header('X-Done', String(!view.inquiries.some(({ state }) => isOpen(state))))
  return visit.c.html(renderList(visit.frame, view, isTold).toString()) as Response
}

export function titleOf(reader: Reader, { inquiries }: RequestView): string {
  const copy = informationWords(reader).requests
  return inquiries.some(({ state }) => isOpen(state)) ? copy.title : copy.titleDone
}

function renderList(reader: Reader, view: RequestView, isTold: boolean): Html {
  const copy = informationWords(reader).requests
  const done = view.inquiries.filter(({ state }) => isDone(state)).length
  const isWaiting = view.inquiries.some(({ state }) => isOpen(state))
  const close = isTold ? copy.safeToClose : copy.safeToCloseNoMail
  const open = view.inquiries.some(({ canOpen }) => canOpen)
    ? renderLinkButton({ label: copy.openAll, href: `/requests/${view.request}/answers` })
    : ''
  return html`<span class="only-heard" data-title>${titleOf(reader, view)}</span>
<p class="lead">${copy.counts(done, view.inquiries.length)}</p>
${isWaiting ? html`<p>${close}</p>` : ''}
${renderProgressList({ rows: view.inquiries.map((inquiry) => describeRow(reader, inquiry)) })}${renderEndings(reader, view)}${renderAskAgain(reader, view)}${open}${isWaiting ? renderWithdraw(reader, view) : ''}`
}

function describeRow(reader: Reader, inquiry: InquiryView): ProgressRow {
  const copy = informationWords(reader).requests
  const { names, agency, state, askedAt, closedAt, request, exchange, canOpen, isOtherCard } = inquiry
  const { label, tone, about } = describeState(reader, state, inquiry.reason)
  const at = renderDateTime(closedAt ?? askedAt)
  return {
    title: names.plainName,
    status: { tone, label },
    agency: agency.name,
    since: isOpen(state) ? copy.since(at) : at,
    about: isOtherCard ? copy.otherCard : about,
    ...(canOpen ? { href: `/requests/${request}/answers#${exchange}` } : {}),
  }
}

/** What showed nothing: why that may be, and the press that has the agency look again. */
function renderEndings(reader: Reader, { inquiries }: RequestView): Html | '' {
  const copy = informationWords(reader).requests
  const ended = inquiries.filter(({ state }) => state === 'nothing-to-show')
  if (ended.length === 0) return ''
  const parts = ended.map((inquiry) =>
    renderDisclosure({
      summary: copy.of(inquiry.names.plainName, inquiry.agency.name),
      body: html`<div class="stack">${renderEnding(reader, inquiry)}${renderPress(reader, inquiry)}</div>`,
    }),
  )
  return renderSection({ heading: copy.endings, body: parts })
}

/** What was not asked has no result. */
function isDone(state: InquiryState): boolean {
  return !isOpen(state) && state !== 'not-asked'
}

/** What could not be asked, what is no longer kept, and the button that asks both again. */
function renderAskAgain(reader: Reader, { request, inquiries }: RequestView): Html | '' {
  const copy = informationWords(reader).requests
  const count = inquiries.filter(({ state }) => state === 'not-asked').length
  const endedCount = inquiries.filter(({ state }) => state === 'no-longer-kept').length
  if (count + endedCount === 0) return ''
  const about = count === 0 ? '' : html`<p>${copy.notAsked(count)}</p>`
  const label = endedCount === 0 ? copy.askAgain : count === 0 ? copy.askEnded : copy.askBoth
  return html`${about}<form method="post" action="/requests/${request}/ask-again">${renderButton({ label, kind: 'outline', size: 'medium' })}</form>`
}

/** Stands in the list, so that it goes when there is nothing left to wait for. */
function renderWithdraw(reader: Reader, { request }: RequestView): Html {
  const copy = informationWords(reader).requests
  return renderDisclosure({
    summary: copy.withdraw,
    body: html`<p>${copy.withdrawAbout}</p><form method="post" action="/requests/${request}/withdraw">${renderButton({ label: copy.withdraw, kind: 'outline', size: 'medium' })}</form>`,
  })
}

function renderDelete(reader: Reader, { request }: RequestView): Html {
  const copy = informationWords(reader).requests
  return renderDisclosure({
    summary: copy.delete,
    body: html`<p>${copy.deleteAbout}</p><form method="post" action="/requests/${request}/delete">${renderButton({ label: copy.delete, kind: 'outline', size: 'medium', isDangerous: true })}</form>`,
  })
}
