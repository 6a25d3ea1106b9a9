import { formatDate, japaneseDay } from '@madoguchi/kit'
import {
  formatDateTime,
  html,
  renderCardList,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
} from '@madoguchi/ui'
import type { Email } from '../account/confirmation.ts'
import type { DraftsAhead } from '../fill/drafts.page.ts'
import { fillWords } from '../fill/words.ts'
import type { RequestView } from '../information/find-request.ts'
import { isOpen } from '../information/state.ts'
import { logInWords } from '../log-in/words.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { Reader } from '../shell/words.ts'
import { appWords } from './words.ts'

/** What journeys know of whoever is logged in, for home. */
export type HomeNews = {
  listRequests(session: OpenSession): Promise<readonly RequestView[]>
  lookAhead(visit: Visit): Promise<DraftsAhead>
  getEmail(account: string): Promise<Email>
  /** When the certificate of the session's card ends, where that is within three months. */
  findEnding(session: OpenSession): Promise<Date | undefined>
}

/** ホーム: what arrived, what is on its way, what one can do. */
export function addHome(routes: PageRoutes, news: HomeNews): void {
  routes.get('/home', async (visit) => {
    const copy = appWords(visit.frame).home
    const { frame } = shellWords(visit.frame)
    const fill = fillWords(visit.frame).home
    const session = demandSession(visit)
    const inquiries = (await news.listRequests(session)).flatMap((request) => request.inquiries)
    const arrived = inquiries.filter(({ canOpen }) => canOpen).length
    const waiting = inquiries.filter(({ state }) => isOpen(state)).length
    const { count, first } = await news.lookAhead(visit)
    const link = (label: string, kind: 'outline' | 'solid', href = '/requests') =>
      renderLinkButton({ label, href, kind, size: 'medium' })
    const { waiting: email } = await news.getEmail(session.account)
    const ending = await news.findEnding(session)
    const main = [
      arrived === 0
        ? ''
        : renderNotificationBanner({
            tone: 'success',
            heading: copy.arrivedHeading(arrived),
            body: html`<p>${copy.arrivedBody}</p>`,
            actions: [link(copy.arrivedAction, 'solid')],
          }),
      waiting === 0
        ? ''
        : renderNotificationBanner({
            tone: 'info',
            heading: copy.waitingHeading(waiting),
            body: html`<p>${copy.waitingBody}</p>`,
            actions: [link(copy.waitingAction, 'outline')],
          }),
      ending === undefined
        ? ''
        : renderNotificationBanner({
            tone: 'warning',
            heading: copy.endingHeading(formatDate(japaneseDay(ending))),
            body: html`<p>${copy.endingBody}</p>`,
          }),
      email === undefined
        ? ''
        : renderNotificationBanner({
            tone: 'info',
            heading: copy.emailHeading,
            body: html`<p>${copy.emailBody}</p>`,
            actions: [link(copy.emailAction, 'outline', '/settings')],
          }),
      first === undefined
        ? ''
        : renderNotificationBanner({
            tone: first.isSoon ? 'warning' : 'info',
            heading: first.isSoon ? fill.soonHeading : fill.heading,
            body: html`<p>${first.isOver ? fill.bodyOver(count) : fill.body(count, formatDateTime(first.at))}</p>`,
            actions: [renderLinkButton({ label: fill.action, href: '/drafts', kind: 'outline', size: 'medium' })],
          }),
      renderSection({
        heading: copy.whatHeading,
        body: renderCardList({
          level: 3,
          cards: [
            { title: frame.information, href: '/information', icon: 'person', body: copy.information },
            { title: frame.requests, href: '/requests', icon: 'waiting', body: copy.requests },
            { title: copy.filingsTitle, href: '/filings', icon: 'document', body: copy.filings },
            { title: frame.history, href: '/history', icon: 'history', body: copy.history },
            { title: frame.procedures, href: '/procedures', icon: 'search', body: copy.procedures },
            { title: frame.activity, href: '/activity', icon: 'shield', body: copy.activity },
            { title: frame.settings, href: '/settings', icon: 'card', body: copy.settings },
          ],
        }),
      }),
      html`<p>${copy.mandateUntil(formatDateTime(session.expiresAt))}</p>`,
    ]
    const notice = renderDone(visit.frame, visit.url.searchParams.get('done'))
    return replyPage(visit, renderFrame(visit, { title: copy.title, main, width: 'wide', ...notice }))
  })
}

/** The word after a new card was registered. */
function renderDone(reader: Reader, done: string | null) {
  if (done !== 'joined' && done !== 'anew') return {}
  const copy = logInWords(reader).newCard
  const body = html`<p>${done === 'joined' ? copy.doneJoined : copy.doneAnew}</p><p>${copy.doneCode}</p>`
  return { notice: renderNotificationBanner({ tone: 'success', heading: copy.done, body }) }
}
