import type { FormError, Procedure, SummaryPage, SummaryRow } from '@madoguchi/forms'
import { countDropped, explainError, getParties, listFields, summarise } from '@madoguchi/forms'
import type { Child, DescriptionRow, Html } from '@madoguchi/ui'
import {
  html,
  renderButtonGroup,
  renderDescriptionList,
  renderLinkButton,
  renderNotificationBanner,
  renderSection,
  renderStatusChip,
} from '@madoguchi/ui'
import type { Finder } from '../find/finder.ts'
import { findWords } from '../find/words.ts'
import { type PageRoutes, replyPage } from '../shell/pages-app.ts'
import { findPlace } from '../shell/places.ts'
import { renderFrame } from '../shell/render-frame.ts'
import type { Visit } from '../shell/visit.ts'
import type { Reader } from '../shell/words.ts'
import { isAccount, listAccountRemarks } from './account-view.ts'
import { renderEndSoon } from './fill-ends.ts'
import { renderLeftOut } from './fill-left-out.ts'
import { renderShared } from './fill-shared.ts'
import { mapUnread, nameBox, pathOfBox } from './fill-unread.ts'
import type { OpenFill } from './fills.ts'
import { countUnreadDropped, type UnreadBox } from './list-unread.ts'
import { findUnfinished, listWrong } from './list-wrong.ts'
import { breadcrumbOf, type OpenDraft, pathOf, renderProgress } from './open-draft.ts'
import { explainPaper, explainRare } from './rare-characters.ts'
import { fillWords } from './words.ts'

const missingMax = 20

/** 確認: every answer with where it came from and a way to change it; what is missing; what will not be used. */
export function addFillCheck(routes: PageRoutes, open: OpenFill, { findOffer }: Pick<Finder, 'findOffer'>): void {
  routes.get('/fill/:draft/check', async (visit) => {
    const fill = await open(visit)
    const { filling } = fill
    const reader = visit.frame
    const words = fillWords(reader)
    const parts = summarise(filling)
    const stop = parts.find(({ page }) => page.kind === 'stop')
    if (stop !== undefined) return visit.c.redirect(pathOf(fill, stop.page.id), 303)
    const errors = listWrong(fill)
    const unread = mapUnread(fill)
    const online = findOnline(visit, fill, findOffer)
    const main = [
      renderProgress(fill, 'check', reader),
      html`<p class="lead">${words.check.lead}</p>`,
      parts.map((page) => renderPart(fill, page, { errors, unread, reader })),
      renderParties(fill, online !== undefined, reader),
      renderWays(fill, { errors, unread, online }, reader),
      renderShared(visit, fill),
    ]
    const notice = [
      renderEndSoon(fill, reader),
      renderMissing(fill, { errors, parts, unread }, reader),
      renderDropped(fill, reader),
      renderLeftOut(fill, reader, 'all'),
    ]
    const view = renderFrame(visit, { title: words.check.title, breadcrumb: breadcrumbOf(fill, reader), main, notice })
    return replyPage(visit, view)
  })
}

/** What is missing or wrong, and which of it was typed. */
type Wrong = { readonly errors: readonly FormError[]; readonly unread: ReadonlyMap<string, UnreadBox> }

function renderPart(
  fill: OpenDraft,
  { page, rows, items }: SummaryPage,
  { errors, unread, reader }: Wrong & { readonly reader: Reader },
): Html {
  const words = fillWords(reader)
  const mine = errors.filter((error) => error.page === page.id)
  if (page.kind !== 'group') {
    const list = rows.map((row) =>
      describe(fill, row, {
        href: `${pathOf(fill, page.id)}?from=check`,
        errors: mine,
        unread: unread.get(nameBox({ page: page.id, field: row.field })),
        id: row.field,
        reader,
      }),
    )
    return renderSection({ heading: page.title, body: renderDescriptionList({ rows: list }) })
  }
  const groups = items.map(({ id, title, rows: inner }) => {
    const own = mine.filter((error) => error.item === id)
    const href = pathOf(fill, page.id, id)
    const list = inner.map((row) => {
      const box = unread.get(nameBox({ page: page.id, item: id, field: row.field }))
      return describe(fill, row, { href, errors: own, unread: box, id: row.field, item: title, reader })
    })
    return html`<h3>${title}</h3>${renderDescriptionList({ rows: list })}`
  })
  const change = html`<p><a href="${pathOf(fill, page.id)}?from=check">${words.check.changeItems(page.title)}</a></p>`
  return renderSection({
    heading: page.title,
    body: [groups.length === 0 ? html`<p>${words.items.none}</p>` : groups, change],
  })
}

type RowPlace = {
  readonly href: string
  readonly errors: readonly FormError[]
  readonly unread: UnreadBox | undefined
  readonly id: string
  readonly item?: string
  readonly reader: Reader
}

function describe(
  { procedure }: OpenDraft,
  { field, label, text, value: answered, source, isOthers = false }: SummaryRow,
  at: RowPlace,
): DescriptionRow {
  const words = fillWords(at.reader)
  const isWrong = at.errors.some((error) => error.field === field)
  const from =
    source === undefined
      ? undefined
      : isOthers && source.from !== 'typed'
        ? words.field.fromOthers[source.from]
        : words.check.sources[source.from]
  const said = from === undefined ? '' : html`<br><span class="fill__source">${from}</span>`
  const missing =
    at.unread !== undefined
      ? html`${renderStatusChip({ tone: 'warning', label: words.unread.chip })}<br><span class="fill__answer">${words.unread.said(at.unread.said)}</span>`
      : isWrong
        ? renderStatusChip({ tone: 'warning', label: words.check.missing })
        : words.check.optional
  const rare = (isName(procedure, field) ? explainRare : explainPaper)(text ?? '', at.reader)
  const note = rare === '' ? '' : html`<br><span class="fill__rare">${rare}</span>`
  const remarks = isAccount(answered) ? listAccountRemarks(answered, at.reader) : []
  const remarked = remarks.map((line) => html`<br><span class="fill__source">${line}</span>`)
  const value: Child =
    text === undefined ? missing : html`<span class="fill__answer">${text}</span>${said}${note}${remarked}`
  const context = at.item === undefined ? {} : { context: words.check.context(at.item, label) }
  return { term: label, value, action: { label: words.check.change, href: `${at.href}#${at.id}`, ...context } }
}

function isName({ pages }: Procedure, field: string): boolean {
  return pages.some((page) => listFields(page).some(({ id, kind }) => id === field && kind === 'name'))
}

type Looked = Wrong & { readonly parts: readonly SummaryPage[] }

function renderMissing(fill: OpenDraft, { errors, parts, unread }: Looked, reader: Reader): Child {
  if (errors.length === 0) return ''
  const words = fillWords(reader)
  const lines = errors.slice(0, missingMax).map((error) => {
    return html`<li><a href="${pathOfBox(fill, error)}">${sayError(fill, { error, parts }, reader)}</a></li>`
  })
  return renderNotificationBanner({
    tone: 'warning',
    heading: unread.size > 0 ? words.check.wrongHeading : words.check.missingHeading,
    body: html`<ul>${lines}</ul>`,
  })
}

function sayError(
  { procedure }: OpenDraft,
  { error, parts }: { error: FormError; parts: readonly SummaryPage[] },
  reader: Reader,
): string {
  const text = explainError(procedure, error)
  const items = parts.find(({ page }) => page.id === error.page)?.items ?? []
  const item = items.find(({ id }) => id === error.item)
  return item === undefined ? text : fillWords(reader).items.errorOf(item.title, text)
}

function renderDropped(fill: OpenDraft, reader: Reader): Child {
  const words = fillWords(reader)
  const count = countDropped(fill.filling) + countUnreadDropped(fill)
  if (count === 0) return ''
  const body = html`<p>${words.check.droppedBody}</p>`
  return renderNotificationBanner({ tone: 'info', heading: words.check.droppedHeading(count), body })
}

/** Who hands it in for whom, by what was answered, and what is left then. */
function renderParties({ filling, procedure }: OpenDraft, isTakenOnline: boolean, reader: Reader): Html {
  const { check } = fillWords(reader)
  const { parties } = findWords(reader)
  const { filer, subjectName, applicantName } = getParties(filling)
  const isForOther = filer !== undefined && filer.is !== 'subject'
  const names = isForOther && subjectName !== undefined && applicantName !== undefined
  const filing =
    filer === undefined
      ? check.filerUnsaid
      : `${check.filer(filer.who)}${names ? check.filesFor(subjectName, applicantName) : ''}${filer.note ?? ''}`
  const body = html`<p>${filing}</p><p>${parties.sayCompletion(procedure.completion, isTakenOnline)}</p>`
  return renderSection({ heading: check.partiesHeading, body })
}

/** Where it is sent, where this municipality takes it online; undefined where not. */
function findOnline({ frame }: Visit, { draft }: OpenDraft, findOffer: Finder['findOffer']): string | undefined {
  const isTaken = findOffer(draft.municipality, draft.procedure)?.offer.online !== undefined
  return isTaken ? findPlace(frame, 'send-form', { draft: draft.draft }) : undefined
}

/** One solid button: to whoever takes it online, or the paper, or first to what is missing. */
function renderWays(
  fill: OpenDraft,
  { errors, unread, online }: Wrong & { readonly online: string | undefined },
  reader: Reader,
): Html {
  const words = fillWords(reader)
  const isUnfinished = errors.length > 0
  const isUnread = unread.size > 0
  const print = (kind: 'solid' | 'outline') =>
    renderLinkButton({
      label: isUnread ? words.check.printUnread : isUnfinished ? words.check.printUnfinished : words.check.print,
      href: pathOf(fill, 'print'),
      kind,
    })
  if (!isUnfinished)
    return online === undefined
      ? renderButtonGroup([print('solid')])
      : renderButtonGroup([renderLinkButton({ label: words.check.online, href: online }), print('outline')])
  const page = findUnfinished(fill)?.id ?? 'check'
  const fix = renderLinkButton({
    label: isUnread ? words.check.fixWrong : words.check.fix,
    href: `${pathOf(fill, page)}?from=check`,
  })
  return renderButtonGroup([fix, print('outline')])
}
