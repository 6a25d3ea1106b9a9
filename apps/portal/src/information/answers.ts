import type { Verdict } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import type { Html } from '@madoguchi/ui'
import {
  formatYen,
  html,
  renderBarChart,
  renderButtonGroup,
  renderColumns,
  renderDateTime,
  renderDescriptionList,
  renderDisclosure,
  renderEmptyState,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
  renderTable,
} from '@madoguchi/ui'
import { noteSeen } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { findPlace } from '../shell/places.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandSession, type Frame, getValue, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { type FileKind, fileTypes, isFileKind, type MakeAnswerFile } from './answer-file.ts'
import { renderPress } from './check-part.ts'
import { type ComparedGroup, type ComparedRow, compareRecords, findTrend } from './compare-records.ts'
import type { InquiryView, RequestView } from './find-request.ts'
import { type AnswerCode, type Opening, openAnswers, openOneAnswer, type ShownAnswer } from './open-answers.ts'
import { getRequest, titleOf } from './requests.ts'
import { informationWords } from './words.ts'

/** The longest word that may stand under amounts, in letters. */
const wordMax = 8

/** 届いた回答: opened here, in the session of the citizen whose card can; and the same as files to keep. */
export function addAnswers(
  routes: PageRoutes,
  ground: Pick<Ground, 'db' | 'clock'>,
  { opening, makeFile }: { opening: Opening; makeFile: MakeAnswerFile },
): void {
  routes.get('/requests/:request/answers', async (visit) => {
    const view = await getRequest(opening, visit)
    const exchanges = view.inquiries.filter(({ canOpen }) => canOpen).map(({ exchange }) => exchange)
    const session = demandSession(visit)
    const opened = await openAnswers(opening, session, exchanges)
    if (opened.length > 0) await noteSeen(ground, session, { event: 'answers-viewed', count: opened.length })
    return replyAnswers(visit, view, opened)
  })
  routes.get('/requests/:request/answers/:file', async (visit) => {
    const view = await getRequest(opening, visit)
    const { exchange, kind } = readFileName(visit, view)
    const session = demandSession(visit)
    const answer = getValue(await openOneAnswer(opening, session, exchange))
    const bytes = await makeFile(session, kind, {
      answers: [answer],
      requestedAt: view.createdAt,
      reference: exchange,
      reader: visit.frame,
    })
    await noteSeen(ground, session, { event: 'answers-saved', kind, count: 1 })
    return visit.c.body(new Uint8Array(bytes), 200, {
      'Content-Type': fileTypes[kind],
      'Content-Disposition': `attachment; filename="${informationWords(visit.frame).answers.fileName}-${answer.datum.type}.${kind}"`,
    })
  })
}

function replyAnswers(visit: Visit, view: RequestView, opened: readonly Verdict<ShownAnswer, AnswerCode>[]): Response {
  const { frame: reader } = visit
  const { answers: copy, requests } = informationWords(reader)
  const there = view.inquiries.filter(({ canOpen }) => canOpen)
  const sections = opened.map((answer, i) =>
    answer.ok ? renderAnswer(reader, view, answer.value) : renderBroken(reader, there[i]?.exchange ?? '', answer.code),
  )
  const none = renderEmptyState({ heading: copy.noneHeading, body: copy.noneBody })
  const contents = html`<p><strong>${copy.contents}</strong></p><ul class="contents">${opened.flatMap((answer) => (answer.ok ? [renderContents(reader, answer.value)] : []))}</ul>`
  const page = renderFrame(visit, {
    title: copy.title,
    width: 'wide',
    breadcrumb: [
      { label: shellWords(reader).frame.home, href: '/home' },
      { label: requests.listTitle, href: '/requests' },
      { label: titleOf(reader, view), href: `/requests/${view.request}` },
    ],
    main:
      sections.length === 0
        ? none
        : renderColumns({ main: sections, side: contents, sideLabel: copy.contents, isSideFirst: true }),
  })
  return replyPage(visit, page)
}

/** One answer in the table of contents; its parts only where there is room beside the text. */
function renderContents(reader: Reader, answer: ShownAnswer): Html {
  const { exchange, described } = answer
  const { answers: copy, requests } = informationWords(reader)
  const parts = compareRecords(answer).flatMap((group, i) =>
    group.rows.some(({ isEmpty }) => !isEmpty)
      ? [html`<li><a href="#${exchange}-${i}-told">${nameOf(group)}</a></li>`]
      : [],
  )
  const saving = html`<li><a href="#${exchange}-save">${copy.downloadHeading}</a></li>`
  return html`<li><a href="#${exchange}">${requests.of(described.plainName, described.sourceName)}</a><ul class="contents__parts">${parts}${saving}</ul></li>`
}

function renderBroken(reader: Reader, exchange: string, code: AnswerCode): Html {
  const { title, body } = informationWords(reader).errors[code]
  return html`<div id="${exchange}">${renderNotificationBanner({ tone: 'error', heading: title, body: html`<p>${body}</p>` })}</div>`
}

function renderAnswer(frame: Frame, { request, inquiries }: RequestView, answer: ShownAnswer): Html {
  const copy = informationWords(frame).answers
  const { described, exchange, arrivedAt } = answer
  const about = renderDescriptionList({
    rows: [
      { term: copy.source, value: described.sourceName },
      { term: copy.asOf, value: described.asOfText },
      { term: copy.arrived, value: renderDateTime(arrivedAt) },
      { term: copy.officialName, value: described.typeName },
    ],
  })
  const signed = renderDisclosure({
    summary: renderStatusChip({ tone: 'success', label: copy.signed }),
    body: html`<p>${copy.signedAbout(described.sourceName)}</p>`,
  })
  const compared = compareRecords(answer)
  const [first] = compared
  const years =
    first?.beforeHeading === undefined ? '' : html`<h3>${copy.years(first.recordHeading, first.beforeHeading)}</h3>`
  const groups = compared.map((group, i) => renderGroup(frame, `${exchange}-${i}-told`, { group, isEmpty: false }))
  const emptyCount = compared.flatMap(({ rows }) => rows).filter(({ isEmpty }) => isEmpty).length
  const rest =
    emptyCount === 0
      ? ''
      : renderDisclosure({
          summary: copy.emptyRows(emptyCount),
          body: html`<div class="stack">${compared.map((group, i) => renderGroup(frame, `${exchange}-${i}-empty`, { group, isEmpty: true }))}</div>`,
        })
  return renderSection({
    id: exchange,
    heading: described.plainName,
    lead: described.description,
    body: [
      about,
      signed,
      renderTrend(frame, answer),
      years,
      html`<div class="answer stack">${groups}${rest}</div>`,
      renderDownloads(frame, request, exchange),
      renderQuestion(
        frame,
        answer,
        inquiries.find((inquiry) => inquiry.exchange === exchange),
      ),
    ],
  })
}

/** Bars of what changes over the years; where it was 0 in all of them they would show nothing. */
function renderTrend(reader: Reader, answer: ShownAnswer): Html | '' {
  const copy = informationWords(reader).answers
  const trend = findTrend(answer)
  if (trend?.bars.some(({ value }) => value > 0) !== true) return ''
  const { difference, bars, label } = trend
  const amount = formatYen(Math.abs(difference))
  const summary = difference === 0 ? copy.same : difference > 0 ? copy.more(amount) : copy.less(amount)
  return renderBarChart({
    title: copy.chartTitle(label),
    summary,
    bars: bars.map((bar, i) => ({
      label: bar.heading,
      value: bar.value,
      text: bar.text,
      isMain: i === bars.length - 1,
    })),
  })
}

/** Where two years stand side by side the columns name them. */
function nameOf({ recordHeading, beforeHeading, heading }: ComparedGroup): string {
  return beforeHeading === undefined ? [recordHeading, heading].join(' ').trim() : (heading ?? recordHeading)
}

/** The rows of a group that say something, or those that are zero or not set. */
function renderGroup(
  reader: Reader,
  id: string,
  { group, isEmpty }: { group: ComparedGroup; isEmpty: boolean },
): Html | '' {
  const copy = informationWords(reader).answers
  const { recordHeading, beforeHeading } = group
  const rows = group.rows.filter((row) => row.isEmpty === isEmpty)
  if (rows.length === 0) return ''
  return renderTable({
    id,
    caption: isEmpty ? copy.emptyCaption(nameOf(group)) : nameOf(group),
    columns: [
      { label: copy.item, isRowHeader: true },
      { label: beforeHeading === undefined ? copy.value : yearOf(recordHeading), isNumeric: isNumeric(rows) },
      ...(beforeHeading === undefined ? [] : [{ label: yearOf(beforeHeading), isNumeric: isNumeric(rows) }]),
    ],
    rows: rows.map(({ row, before }) => [
      html`${row.label}${row.explanation === undefined ? '' : html`<span class="descriptions__about">${row.explanation}</span>`}`,
      row.text,
      ...(beforeHeading === undefined ? [] : [before?.text ?? '']),
    ]),
  })
}

/** 2026年度(令和8年度) → 2026年度: the heading above has said both. */
function yearOf(heading: string): string {
  return heading.replace(/\(.*\)$/, '')
}

/** Amounts stand under each other by their last digit, also where a word such as 「課税」 stands among them. */
function isNumeric(rows: readonly ComparedRow[]): boolean {
  const words = rows.filter(({ row }) => row.kind !== 'yen' && row.kind !== 'integer')
  const areShort = words.every(({ row, before }) => Math.max(row.text.length, before?.text.length ?? 0) <= wordMax)
  return words.length * 2 < rows.length && areShort
}

function renderDownloads(frame: Frame, request: string, exchange: string): Html {
  const copy = informationWords(frame).answers
  const sign = findPlace(frame, 'sign-answer', { request, exchange })
  const href = (kind: string) => `/requests/${request}/answers/${exchange}.${kind}`
  const link = (kind: 'pdf' | 'csv' | 'json' | 'xml') =>
    renderLinkButton({
      label: copy[kind],
      href: href(kind),
      kind: 'outline',
      size: 'medium',
      icon: 'download',
      downloadName: `${copy.fileName}.${kind}`,
    })
  return html`<h3 id="${exchange}-save">${copy.downloadHeading}</h3><p>${copy.downloadBody}</p>${renderButtonGroup([link('pdf'), link('csv'), link('json'), link('xml')])}${sign === undefined ? '' : html`<p><a href="${sign}">${copy.sign}</a></p>`}`
}

/** Whom to call, and the press that has the agency look again. */
function renderQuestion(reader: Reader, { agency, described }: ShownAnswer, inquiry: InquiryView | undefined): Html {
  const copy = informationWords(reader).answers
  const { contact } = agency
  const about =
    contact === undefined
      ? copy.questionPlain(described.sourceName)
      : copy.questionBody(described.sourceName, contact.section, contact.phone, contact.hours)
  const press = inquiry === undefined ? '' : renderPress(reader, inquiry)
  return renderDisclosure({ summary: copy.question, body: html`<div class="stack"><p>${about}</p>${press}</div>` })
}

/** Throws ANSWER_NOT_THERE for what names no file of this request. */
function readFileName({ c }: Visit, view: RequestView): { exchange: string; kind: FileKind } {
  const [exchange = '', kind = '', ...rest] = (c.req.param('file') ?? '').split('.')
  const isOfRequest = view.inquiries.some((inquiry) => inquiry.exchange === exchange)
  if (!isOfRequest || !isFileKind(kind) || rest.length > 0)
    throw new AppError('ANSWER_NOT_THERE', 'No such file of this request.')
  return { exchange, kind }
}
