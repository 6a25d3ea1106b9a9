import { AppError } from '@madoguchi/kit'
import type { DescriptionRow, Html } from '@madoguchi/ui'
import {
  html,
  renderBarChart,
  renderButton,
  renderButtonGroup,
  renderDateTime,
  renderDescriptionList,
  renderDisclosure,
  renderEmptyState,
  renderIcon,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderSelectField,
  renderStatusChip,
  sayMonth,
} from '@madoguchi/ui'
import { noteSeen } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { renderFrame } from '../shell/render-frame.ts'
import { shellWords } from '../shell/shell-words.ts'
import { demandSession, getValue, type Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { type DescribedFiling, describeFiling } from './describe-filing.ts'
import { type DescribedRecord, describeRecord, type Readers } from './describe-record.ts'
import { renderFilingFacts } from './filing-facts.ts'
import { decodeHistoryCursor, type HistoryCursor } from './history-cursor.ts'
import { renderHistoryCsv, renderHistoryJson } from './history-file.ts'
import type { LoadHistory } from './load-history.ts'
import { isFilingView, lineOf, type RecordView } from './record-view.ts'
import { loadWholeHistory, type WholeHistory } from './whole-history.ts'
import { historyWords } from './words.ts'

/** やりとり履歴: a sentence a line, by month; what unfolds; what was checked, and what was not. */
export function addHistory(
  routes: PageRoutes,
  ground: Pick<Ground, 'db' | 'clock'>,
  { loadHistory, readers }: { loadHistory: LoadHistory; readers: Readers },
): void {
  async function load(visit: Visit): Promise<WholeHistory> {
    const isFresh = visit.url.searchParams.get('fresh') === '1'
    const before = readCursor(visit)
    return getValue(await loadWholeHistory(loadHistory, demandSession(visit), { isFresh, before }))
  }
  routes.get('/history', async (visit) => {
    const history = await load(visit)
    await noteSeen(ground, demandSession(visit), { event: 'history-viewed' })
    return replyHistory(visit, history, readers)
  })
  routes.get('/history/records.csv', async (visit) => {
    const { records } = await load(visit)
    await noteSeen(ground, demandSession(visit), { event: 'history-saved', kind: 'csv' })
    return replyFile(visit, { bytes: renderHistoryCsv(records, readers, visit.frame), kind: 'csv' })
  })
  routes.get('/history/records.json', async (visit) => {
    const { records } = await load(visit)
    await noteSeen(ground, demandSession(visit), { event: 'history-saved', kind: 'json' })
    return replyFile(visit, { bytes: renderHistoryJson(records), kind: 'json' })
  })
  routes.get('/history/:exchange', async (visit) => replyDetail(visit, await load(visit), readers))
}

function readCursor({ url }: Visit): HistoryCursor | undefined {
  return decodeHistoryCursor(url.searchParams.get('before'))
}

/** Addresses of this part of the history: its lines, files and filter stay in it. */
function makeAddress(visit: Visit): Address {
  const before = visit.url.searchParams.get('before')
  return (path) => (readCursor(visit) === undefined ? path : `${path}?before=${before}`)
}

/** A line of the history in words. */
type Described = DescribedRecord | DescribedFiling

function describe(view: RecordView, readers: Readers, reader: Reader): Described {
  return isFilingView(view) ? describeFiling(view, readers, reader) : describeRecord(view, readers, reader)
}

function isFiling(described: Described): described is DescribedFiling {
  return !isExchange(described)
}

function isExchange(described: Described): described is DescribedRecord {
  return 'exchange' in described
}

type Filter = { readonly agency: string; readonly year: string }

function replyHistory(visit: Visit, history: WholeHistory, readers: Readers): Response {
  const copy = historyWords(visit.frame).history
  const address = makeAddress(visit)
  const filter = {
    agency: visit.url.searchParams.get('agency') ?? '',
    year: visit.url.searchParams.get('year') ?? '',
  }
  const said = history.records.map((record) => describe(record, readers, visit.frame))
  const shown = said.filter((record) => isWanted(record, filter))
  const isFiltered = filter.agency !== '' || filter.year !== ''
  const list =
    shown.length === 0
      ? renderEmptyState({
          icon: 'history',
          heading: copy.emptyHeading,
          body: isFiltered ? copy.emptyFilteredBody : copy.emptyBody,
        })
      : renderMonths(shown, history, { address, reader: visit.frame })
  const page = renderFrame(visit, {
    title: copy.title,
    breadcrumb: [{ label: shellWords(visit.frame).frame.home, href: '/home' }],
    main: [
      html`<p class="lead">${copy.lead}</p><p>${copy.law23}</p>`,
      said.length === 0 ? '' : [renderChecked(visit.frame, history), renderFilter(said, filter, visit)],
      shown.length === 0
        ? ''
        : [renderCounts(visit.frame, shown), html`<p role="status">${copy.shown(shown.length)}</p>`],
      list,
      renderFurther(visit, history),
      renderEnd(said.length > 0, { address, reader: visit.frame }),
    ],
  })
  return replyPage(visit, page)
}

function isWanted({ agencies, at }: Described, { agency, year }: Filter): boolean {
  const isOfAgency = agency === '' || agencies.includes(agency)
  return isOfAgency && (year === '' || yearOf(at) === year)
}

function yearOf(at: Date): string {
  return sayMonth(at).slice(0, 4)
}

function renderFilter(said: readonly Described[], filter: Filter, visit: Visit): Html {
  const copy = historyWords(visit.frame).history
  const hidden =
    readCursor(visit) === undefined
      ? ''
      : html`<input type="hidden" name="before" value="${visit.url.searchParams.get('before') ?? ''}">\n`
  const agencies = [...new Set(said.flatMap((one) => one.agencies))].sort()
  const years = [...new Set(said.map(({ at }) => yearOf(at)))].sort().reverse()
  const select = (name: keyof Filter, label: string, options: { value: string; label: string }[]) =>
    renderSelectField({ name, label, size: 'medium', emptyLabel: copy.filterAll, value: filter[name], options })
  const isOpen = filter.agency !== '' || filter.year !== ''
  return renderDisclosure({
    summary: copy.filterHeading,
    isOpen,
    body: html`<form class="stack" method="get" action="/history">
${hidden}${select(
  'agency',
  copy.filterAgency,
  agencies.map((value) => ({ value, label: value })),
)}
${select(
  'year',
  copy.filterYear,
  years.map((value) => ({ value, label: copy.yearOf(value) })),
)}
${renderButton({ label: copy.filterSubmit, kind: 'outline', size: 'medium' })}
</form>`,
  })
}

function renderCounts(reader: Reader, shown: readonly Described[]): Html | '' {
  const copy = historyWords(reader).history
  const exchanges = shown.filter(isExchange)
  if (exchanges.length === 0) return ''
  const counts = [...Map.groupBy(exchanges, ({ inquirerName, isOwn }) => (isOwn ? copy.byYou : inquirerName))]
    .map(([label, records]) => ({ label, value: records.length, text: copy.count(records.length) }))
    .sort((a, b) => b.value - a.value)
  return renderBarChart({ title: copy.chartTitle, bars: counts })
}

/** The shield: what was checked and how, in words; and what was not. */
function renderChecked(reader: Reader, { check, records, isWhole }: WholeHistory): Html {
  const copy = historyWords(reader).history
  const brokenCount = records.filter((record) => check.fits.get(lineOf(record)) !== true).length
  // Where not all records were fetched the chain may have an honest gap, since it is in another order than the list.
  const isChainBad = isWhole && !check.isUnbroken
  if (brokenCount > 0 || isChainBad) {
    const body = html`${brokenCount > 0 ? html`<p>${copy.broken(brokenCount)}</p>` : ''}${isChainBad ? html`<p>${copy.brokenChain}</p>` : ''}`
    return renderNotificationBanner({ tone: 'error', heading: copy.brokenTitle, body })
  }
  const chain = check.reachesStart ? copy.checkedStart : copy.checkedNoStart
  const checked = isWhole ? [copy.checked, chain] : copy.checkedPart
  return renderSection({
    heading: copy.checkHeading,
    body: html`<p class="shield">${renderIcon('shield')}<span>${copy.checkedTitle(records.length)}</span></p>${renderDisclosure(
      {
        summary: copy.checkedHow,
        body: html`<p>${checked}</p><p>${copy.notChecked}</p>`,
      },
    )}`,
  })
}

type Address = (path: string) => string
/** For whom a line is shown, and where what it leads to stands. */
type Shown = { readonly address: Address; readonly reader: Reader }

function renderMonths(records: readonly Described[], history: WholeHistory, to: Shown): readonly Html[] {
  return [...Map.groupBy(records, ({ at }) => sayMonth(at))].map(([month, these]) =>
    renderSection({
      heading: month,
      body: html`<ul class="progress">${these.map((record) => renderLine(record, history, to))}</ul>`,
    }),
  )
}

function renderLine(record: Described, history: WholeHistory, { address, reader }: Shown): Html {
  const copy = historyWords(reader).history
  return html`<li class="progress__row"><p class="progress__title">${record.sentence}</p><p class="progress__facts"><span>${renderDateTime(record.at)}</span>${isFiling(record) ? '' : renderStatusChip(record.outcome)}</p>${renderDisclosure(
    {
      summary: html`${copy.detail}<span class="only-heard">(${record.sentence})</span>`,
      body: html`${renderFacts(reader, { record, history })}<p><a href="${address(`/history/${record.line}`)}">${copy.detailLink}</a></p>`,
    },
  )}</li>`
}

function renderFacts(
  reader: Reader,
  { record, history }: { record: Described; history: WholeHistory },
  more: readonly DescriptionRow[] = [],
): Html {
  const copy = historyWords(reader).history
  const fits = history.check.fits.get(record.line) === true
  if (isFiling(record)) return renderFilingFacts(reader, record, fits)
  return renderDescriptionList({
    rows: [
      { term: copy.asked, value: renderDateTime(record.at) },
      { term: copy.closed, value: renderDateTime(record.closedAt) },
      { term: copy.inquirer, value: record.isOwn ? copy.byYouThrough(record.inquirerName) : record.inquirerName },
      { term: copy.provider, value: record.providerName },
      { term: copy.information, value: `${record.plainName}(${record.typeName})` },
      { term: copy.affair, value: record.affairName },
      { term: copy.law, value: record.law },
      { term: copy.basis, value: record.basis ?? copy.basisNone },
      ...judgedRows(reader, record),
      { term: copy.outcome, value: record.outcome.label, about: record.outcome.about },
      { term: copy.checkedTerm, value: fits ? copy.lineFits : copy.lineBroken },
      ...more,
    ],
  })
}

/** Lines of before the rules had numbers say nothing of them. */
function judgedRows(reader: Reader, { factsVersion }: DescribedRecord): readonly DescriptionRow[] {
  const copy = historyWords(reader).history
  if (factsVersion === undefined) return []
  return [{ term: copy.rules, value: copy.rulesVersion(factsVersion), about: copy.rulesAbout(factsVersion) }]
}

function replyDetail(visit: Visit, history: WholeHistory, readers: Readers): Response {
  const line = visit.c.req.param('exchange')
  const found = history.records.find((record) => lineOf(record) === line)
  if (found === undefined) throw new AppError('RECORD_UNKNOWN', 'No such record about this person.')
  const record = describe(found, readers, visit.frame)
  const copy = historyWords(visit.frame).history
  const address = makeAddress(visit)
  const page = renderFrame(visit, {
    title: copy.detailTitle,
    breadcrumb: [
      { label: shellWords(visit.frame).frame.home, href: '/home' },
      { label: copy.title, href: address('/history') },
    ],
    main: [
      html`<p class="lead">${record.sentence}</p>`,
      renderFacts(visit.frame, { record, history }, [{ term: copy.number, value: html`<code>${record.line}</code>` }]),
      renderDisclosure({
        summary: copy.rawHeading,
        body: html`<p>${copy.rawBody}</p><pre tabindex="0"><code>${JSON.stringify(found.ledger, null, 2)}</code></pre>`,
      }),
      renderLinkButton({ label: copy.back, href: address('/history'), kind: 'outline', size: 'medium' }),
    ],
  })
  return replyPage(visit, page)
}

/** Where a page does not show all: the way to what is older, and back to the newest. */
function renderFurther(visit: Visit, { records, older }: WholeHistory): Html | '' {
  const copy = historyWords(visit.frame).history
  const { agency, year } = Object.fromEntries(visit.url.searchParams)
  const link = (label: string, query: Record<string, string | undefined>) => {
    const wanted = Object.entries({ ...query, agency, year }).filter(([, value]) => value !== undefined && value !== '')
    const search = new URLSearchParams(wanted as [string, string][]).toString()
    const href = search === '' ? '/history' : `/history?${search}`
    return renderLinkButton({ label, href, kind: 'outline', size: 'medium' })
  }
  const links = [
    ...(older === undefined ? [] : [link(copy.older, { before: older })]),
    ...(readCursor(visit) === undefined ? [] : [link(copy.newest, {})]),
  ]
  if (links.length === 0) return ''
  return html`${older === undefined ? '' : html`<p>${copy.notAll(records.length)}</p>`}${renderButtonGroup(links)}`
}

function renderEnd(hasRecords: boolean, { address, reader }: Shown): Html {
  const copy = historyWords(reader).history
  const link = (label: string, href: string, icon: 'download' | 'history') =>
    renderLinkButton({ label, href, kind: 'outline', size: 'medium', icon })
  const files = hasRecords
    ? [
        link(copy.csv, address('/history/records.csv'), 'download'),
        link(copy.json, address('/history/records.json'), 'download'),
      ]
    : []
  return renderButtonGroup([...files, link(copy.fresh, '/history?fresh=1', 'history')])
}

function replyFile({ c, frame }: Visit, { bytes, kind }: { bytes: Uint8Array; kind: 'csv' | 'json' }): Response {
  const type = kind === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8'
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${historyWords(frame).history.fileName}.${kind}"`,
  })
}
