import type { Html } from '@madoguchi/ui'
import {
  html,
  renderDateTime,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
  renderTable,
} from '@madoguchi/ui'
import type { ProxyTrouble } from '../shell/watch-proxies.ts'
import type { Reader } from '../shell/words.ts'
import { addDeskPage, type Desk, type DeskVisit, type NameParty, replyDesk } from './desk.ts'
import type { Counts, Health, Queue } from './overview.ts'
import { operatorWords } from './words.ts'

export type Overview = {
  readonly counts: Counts
  readonly queues: readonly Queue[]
  readonly health: readonly Health[]
  /** What stands of the last minutes, and how many proxies there should be. */
  readonly proxies: { readonly trouble: ProxyTrouble | undefined; readonly hops: number }
}

/** 状況: who is logged in, what waits, and how parties do. */
export function addDeskOverview(desk: Desk, loadOverview: () => Promise<Overview>, nameParty: NameParty): void {
  addDeskPage(desk, '/', async (visit) => replyOverview(visit, await loadOverview(), nameParty))
}

function replyOverview(
  visit: DeskVisit,
  { counts, queues, health, proxies }: Overview,
  nameParty: NameParty,
): Response {
  const copy = operatorWords(visit.reader).desk
  const numbers = renderTable({
    id: 'counts',
    caption: copy.counts,
    hidesCaption: true,
    density: 'dense',
    columns: [
      { label: copy.item, isRowHeader: true },
      { label: copy.count, isNumeric: true },
    ],
    rows: [
      [copy.accounts, counts.accounts],
      [copy.sessions, counts.sessions],
      [copy.openInquiries, counts.openInquiries],
      [copy.delayedInquiries, counts.delayedInquiries],
      [html`<a href="/dead-letters">${copy.deadCount}</a>`, counts.deadLetters],
      [copy.mailsWaiting, counts.mailsWaiting],
      [copy.mailsGivenUp, counts.mailsGivenUp],
    ],
  })
  const waiting =
    queues.length === 0
      ? html`<p>${copy.queuesNone}</p>`
      : renderTable({
          id: 'queues',
          caption: copy.queues,
          hidesCaption: true,
          density: 'dense',
          columns: [
            { label: copy.recipient, isRowHeader: true },
            { label: copy.count, isNumeric: true },
            { label: copy.oldest },
            { label: copy.attempts, isNumeric: true },
            { label: copy.next },
          ],
          rows: queues.map(({ recipient, count, oldestAt, attemptsMost, nextAt }) => [
            nameParty(recipient),
            count,
            renderDateTime(oldestAt),
            attemptsMost,
            renderDateTime(nextAt),
          ]),
        })
  const parties = renderTable({
    id: 'health',
    caption: copy.health,
    hidesCaption: true,
    density: 'dense',
    columns: [
      { label: copy.party, isRowHeader: true },
      { label: copy.state },
      { label: copy.success },
      { label: copy.failure },
      { label: copy.waiting, isNumeric: true },
      { label: copy.how },
    ],
    rows: health.map((one) => [
      nameParty(one.party),
      renderState(visit.reader, one),
      one.successAt === undefined ? copy.none : renderDateTime(one.successAt),
      one.failureAt === undefined ? copy.none : renderDateTime(one.failureAt),
      one.waiting,
      one.isDirect ? copy.direct : copy.throughCore,
    ]),
  })
  const main = [
    renderProxyTrouble(visit.reader, proxies),
    renderSection({ heading: copy.health, body: parties }),
    renderSection({ heading: copy.queues, body: waiting }),
    renderSection({ heading: copy.counts, body: numbers }),
  ]
  return replyDesk(visit, { title: copy.overview, main })
}

/** Limits by address are worth nothing then, and hit everybody alike. */
function renderProxyTrouble(reader: Reader, { trouble, hops }: Overview['proxies']): Html | '' {
  if (trouble === undefined) return ''
  const { heading, body } = operatorWords(reader).desk.proxies[trouble]
  return renderNotificationBanner({ tone: 'error', heading, body: html`<p>${body(hops)}</p>` })
}

function renderState(reader: Reader, { successAt, failureAt }: Health): Html {
  const copy = operatorWords(reader).desk
  if (successAt === undefined && failureAt === undefined)
    return renderStatusChip({ tone: 'neutral', label: copy.stateUnknown })
  const isGood = failureAt === undefined || (successAt !== undefined && successAt >= failureAt)
  return isGood
    ? renderStatusChip({ tone: 'success', label: copy.stateGood })
    : renderStatusChip({ tone: 'error', label: copy.stateBad })
}
