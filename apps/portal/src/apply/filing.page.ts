import { receiptNumberOf } from '@madoguchi/filing'
import { formatDate } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  formatDateTime,
  html,
  renderButton,
  renderButtonGroup,
  renderDescriptionList,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
  renderTimeline,
} from '@madoguchi/ui'
import type { Replies } from '../fill/replies.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { sayEvent } from './describe-event.ts'
import { describeStanding, isToSendAgain } from './describe-filing.ts'
import type { FilingAbout } from './filing-about.ts'
import { filingsPath } from './filings.page.ts'
import { noteLooked, replaceFiling } from './filings.ts'
import { findStanding, getNewest } from './judge-reply.ts'
import { findAnswers } from './kept-answers.ts'
import { type FilingSource, getFiling, listReplies, type ShownFiling } from './read-filings.ts'
import { renderCorrect, renderReplies, renderReplyNotice, renderReplyWays } from './render-replies.ts'
import { pathOfFiling } from './reply-paths.ts'
import { saySize } from './say-size.ts'
import { applyWords } from './words.ts'

export const filingPath = `${filingsPath}/:filing`

/** Names boxes of a form as its procedure does. */
export type NameBox = (procedure: string, field: string) => string

/** One filing: its number, where it stands, everything that was told of it, and what it is proven with. */
export function addFiling(
  routes: PageRoutes,
  reading: FilingSource,
  { nameField, takesReplies, hasDraft }: Pick<Telling, 'nameField' | 'takesReplies'> & Pick<Replies, 'hasDraft'>,
): void {
  routes.get(filingPath, async (visit) => {
    const { account } = demandSession(visit)
    await noteLooked(reading.db.kysely, { account, filings: [visit.c.req.param('filing') ?? ''] })
    const shown = await getNamed(visit, reading)
    const replies = await listReplies(reading, demandSession(visit), shown.filing)
    const answers = await findAnswers(reading.db.kysely, demandSession(visit), getNewest(shown))
    const { draft } = shown.sent
    const isDraftThere = draft !== undefined && (await hasDraft(demandSession(visit), draft))
    const hasAnswers = answers !== undefined
    return replyFiling(visit, shown, { nameField, takesReplies, replies, hasAnswers, isDraftThere })
  })
  routes.get(`${filingPath}/notice`, async (visit) => {
    const { events } = await getNamed(visit, reading)
    const number = Number(visit.url.searchParams.get('event'))
    const notice = events.find((event) => event.number === number)?.decision?.notice
    if (notice === undefined) return visit.c.redirect(visit.url.pathname.replace(/\/notice$/, ''), 303)
    return visit.c.body(new Uint8Array(Buffer.from(notice.base64, 'base64')), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(notice.name)}`,
    })
  })
  routes.post(
    `${filingPath}/again`,
    async (visit) => {
      const shown = await getNamed(visit, reading)
      const { account } = demandSession(visit)
      if (isToSendAgain(shown) && shown.about?.reply === undefined)
        await replaceFiling(reading.db.kysely, { account, filing: shown.filing })
      return visit.c.redirect(shown.sent.draft === undefined ? '/procedures' : `/fill/${shown.sent.draft}/check`, 303)
    },
    { page: filingPath },
  )
}

/** Throws FILING_NOT_THERE, also for anybody else's. */
export function getNamed(visit: Visit, reading: FilingSource): Promise<ShownFiling> {
  return getFiling(reading, demandSession(visit), visit.c.req.param('filing') ?? '')
}

type Telling = {
  readonly nameField: NameBox
  /** Whether this portal sends anything. */
  readonly takesReplies: boolean
  readonly replies: readonly ShownFiling[]
  readonly hasAnswers: boolean
  /** It ends as any other, some time after it was sent. */
  readonly isDraftThere: boolean
}

function replyFiling(
  visit: Visit,
  shown: ShownFiling,
  { nameField, takesReplies, replies, hasAnswers, isDraftThere }: Telling,
): Response {
  const reader = visit.frame
  const { filing: copy, filings, reply } = applyWords(reader)
  const { about, filing } = shown
  const breadcrumb = [{ label: filings.title, href: filingsPath }]
  if (about === undefined) {
    const main = [renderNumber(filing, reader), html`<p>${filings.otherVaultBody}</p>`]
    return replyPage(visit, renderFrame(visit, { title: filings.otherVault, breadcrumb, main }))
  }
  const standing = describeStanding(shown, reader)
  const main = [
    renderNumber(filing, reader),
    renderSection({
      heading: copy.nextHeading,
      body: [
        html`<p>${renderStatusChip(standing)}</p><p class="lead">${standing.next}</p>`,
        isToSendAgain(shown) && about.reply === undefined ? renderAgain(shown, isDraftThere, reader) : '',
        renderAsked(shown, { about, nameField }, reader),
        takesReplies ? renderCorrect({ first: shown, replies }, { hasAnswers }, reader) : '',
        renderDecision(shown, reader),
      ],
    }),
    renderReplies({ first: shown, replies }, reader),
    renderSection({ heading: copy.historyHeading, body: renderEvents(shown, { about, nameField }, reader) }),
    renderSection({ heading: copy.receiptHeading, body: renderReceipt(shown, reader) }),
    renderSection({ heading: copy.partsHeading, body: renderParts(about) }),
    takesReplies ? renderReplyWays({ first: shown, replies }, reader) : '',
    about.reply === undefined ? '' : html`<p><a href="${pathOfFiling(about.reply)}">${reply.toFirst}</a></p>`,
    html`<p><a href="${filingsPath}">${copy.back}</a></p>`,
  ]
  const notice =
    visit.url.searchParams.get('sent') === ''
      ? renderNotificationBanner({ tone: 'success', heading: copy.sentHeading, body: html`<p>${copy.sentBody}</p>` })
      : renderReplyNotice(visit)
  const title =
    about.reply === undefined
      ? copy.title(about.procedure.title)
      : reply.titleOf(reply.names[about.reply.what], about.procedure.title)
  return replyPage(visit, renderFrame(visit, { title, breadcrumb, main, notice }))
}

function renderNumber(filing: string, reader: Reader): Html {
  const { filing: copy, filings } = applyWords(reader)
  const value = html`<strong>${receiptNumberOf(filing)}</strong>`
  return renderDescriptionList({ rows: [{ term: filings.number, value, about: copy.numberAbout }] })
}

function renderAgain({ filing, sent: { draft, state } }: ShownFiling, isThere: boolean, reader: Reader): Child {
  const { filing: copy, filings } = applyWords(reader)
  if (draft === undefined || !isThere)
    return [
      html`<p>${copy.againLost}</p>`,
      renderLinkButton({ label: filings.noneAction, href: '/procedures', size: 'medium' }),
    ]
  const body = html`<p>${copy.againBody}</p>`
  if (state === 'refused')
    return [body, renderLinkButton({ label: copy.again, href: `/fill/${draft}/check`, size: 'medium' })]
  return html`${body}<form method="post" action="${filingsPath}/${filing}/again">${renderButton({ label: copy.again, size: 'medium' })}</form>`
}

type Naming = { readonly about: FilingAbout; readonly nameField: NameBox }

/** 補正: what the newest event asks for, box by box. */
function renderAsked({ events }: ShownFiling, { about, nameField }: Naming, reader: Reader): Child {
  const last = findStanding(events)
  if (last?.what !== 'correction-asked') return ''
  const copy = applyWords(reader).filing
  const asked = (last.fields ?? []).map(
    ({ field, words }) => html`<li>${copy.askedOf(nameField(about.procedure.id, field), words)}</li>`,
  )
  return [
    last.text === undefined ? '' : html`<p>${last.text}</p>`,
    asked.length === 0 ? '' : html`<ul>${asked}</ul>`,
    last.until === undefined ? '' : html`<p><strong>${copy.until(formatDate(last.until))}</strong></p>`,
  ]
}

function renderDecision({ events, filing }: ShownFiling, reader: Reader): Child {
  const last = events.findLast(({ decision }) => decision !== undefined)
  const isWithdrawn = events.some(({ what, number }) => what === 'decision-withdrawn' && number > (last?.number ?? 0))
  if (last?.decision === undefined || isWithdrawn) return ''
  const copy = applyWords(reader).filing
  const { outcome, reason, review, notice } = last.decision
  return [
    html`<p><strong>${copy.decided[outcome]}</strong></p>`,
    reason === undefined ? '' : renderLines(copy.reason(reason)),
    renderLines(copy.review(review)),
    notice === undefined
      ? ''
      : renderLinkButton({
          label: copy.notice,
          href: `${filingsPath}/${filing}/notice?event=${last.number}`,
          icon: 'download',
          size: 'medium',
        }),
  ]
}

function renderLines(text: string): Html {
  return html`<p>${text.split('\n').map((line, i) => (i === 0 ? line : html`<br>${line}`))}</p>`
}

function renderEvents(shown: ShownFiling, { about, nameField }: Naming, reader: Reader): Child {
  const copy = applyWords(reader).filing
  const name = (field: string) => nameField(about.procedure.id, field)
  const own = [
    { tone: 'neutral' as const, title: copy.sent, facts: [formatDateTime(shown.sent.sentAt)], lines: [] },
    ...(shown.sent.filedAt === undefined
      ? []
      : [
          {
            tone: 'success' as const,
            title: copy.filed,
            facts: [formatDateTime(shown.sent.filedAt), copy.filedAbout],
            lines: [],
          },
        ]),
  ]
  const steps = [...own, ...shown.events.map((event) => sayEvent(event, name, reader))]
  const whole = shown.events.length === 0 ? '' : html`<p>${shown.isWhole ? copy.whole : copy.notWhole}</p>`
  return [renderTimeline({ steps }), html`<p>${copy.countsWhich[about.intake]}</p>`, whole]
}

function renderReceipt({ events, filing }: ShownFiling, reader: Reader): Child {
  const copy = applyWords(reader).filing
  if (events[0]?.what !== 'taken') return html`<p>${copy.receiptLater}</p>`
  const at = `${filingsPath}/${filing}`
  return [
    html`<p>${copy.receiptBody}</p>`,
    renderButtonGroup([
      renderLinkButton({ label: copy.receiptPdf, href: `${at}/receipt.pdf`, icon: 'download', size: 'medium' }),
      renderLinkButton({ label: copy.receiptPage, href: `${at}/receipt`, kind: 'outline', size: 'medium' }),
      renderLinkButton({ label: copy.receiptFile, href: `${at}/receipt.json`, kind: 'outline', size: 'medium' }),
    ]),
  ]
}

function renderParts({ parts }: FilingAbout): Html {
  return html`<ul>${parts.map(({ name, sizeBytes }) => html`<li>${name}(${saySize(sizeBytes)})</li>`)}</ul>`
}
