import { readReceiptNumber, receiptNumberOf } from '@madoguchi/filing'
import { dayMs, japaneseDay } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderButtonGroup,
  renderDisclosure,
  renderEmptyState,
  renderLinkButton,
  renderPagination,
  renderSelectField,
  renderStatusChip,
  renderTable,
  renderTextField,
} from '@madoguchi/ui'
import { caseStates } from '../../case-states.ts'
import { findNextCase } from '../../cases/find-next-case.ts'
import { type CaseFilter, casesOnPage, type ListedCase, listCases } from '../../cases/list-cases.ts'
import { addDeskPage, type DeskPage, demandThere, type OfficerVisit, renderDone } from '../frame.ts'
import { type ListedOfficer, listOfficers } from '../officers.ts'
import { renderMoment } from '../render-moment.ts'
import { hasRole, listAffairs } from '../roles.ts'
import { deskWords } from '../words.ts'
import { type CaseGround, nameProcedure } from './case-ground.ts'
import { listQueueKeys } from './case-keys.ts'
import { renderDue } from './render-due.ts'
import { caseTones } from './tones.ts'

/** 案件: the queue of cases, without a person. */
export function addCasesPage(ground: CaseGround): void {
  const { db, clock } = ground.desk.ground
  addDeskPage(ground.desk, '/cases', async (visit) => {
    const affairs = listAffairs(visit.by, ['look', 'handle', 'divide'])
    demandThere(affairs[0])
    const asked = readFilter(visit, clock.now())
    const filter = { ...asked.filter, affairs }
    const listed = await listCases(db.kysely, filter, asked.page)
    const officers = await listHandlers(ground, affairs)
    return describeCases(ground, visit, { ...asked, ...listed, officers, today: japaneseDay(clock.now()) })
  })
  addDeskPage(ground.desk, '/cases/next', async ({ c, by }) => {
    const affairs = listAffairs(by, ['handle'])
    const next = await findNextCase(db.kysely, { affairs, officer: by.officer, after: c.req.query('after') })
    return c.redirect(next === undefined ? '/cases?done=none' : `/cases/${next}`, 303)
  })
}

type Asked = { readonly filter: Omit<CaseFilter, 'affairs'>; readonly page: number; readonly typed: URLSearchParams }

/** What the address asks for; a word that is none of ours is left out. */
function readFilter({ c, by }: OfficerVisit, at: Date): Asked {
  const typed = new URL(c.req.url).searchParams
  const said = typed.get('state')
  const whose = typed.get('whose')
  const due = typed.get('due') ?? ''
  const days = Object.hasOwn(dueDays, due) ? dueDays[due as keyof typeof dueDays] : undefined
  const number = typed.get('receipt') ?? ''
  const procedure = typed.get('procedure') ?? ''
  const page = /^[1-9]\d{0,4}$/.exec(typed.get('page') ?? '')?.[0]
  return {
    typed,
    page: Number(page ?? 1),
    filter: {
      state: said === 'all' || said === 'proposed' ? said : caseStates.find((state) => state === said),
      procedure: /^[a-z][a-z-]{0,60}$/.test(procedure) ? procedure : undefined,
      whose: readWhose(whose, by.officer),
      dueUntil: days === undefined ? undefined : japaneseDay(new Date(at.getTime() + days * dayMs)),
      receipt: number.trim() === '' ? undefined : (readReceiptNumber(number) ?? ''),
    },
  }
}

/** Days from today that a case may be due in. */
const dueDays = { late: -1, soon: 3, week: 7 } as const

function readWhose(whose: string | null, own: string): CaseFilter['whose'] {
  if (whose === 'mine') return { officer: own }
  if (whose === 'nobody') return { officer: null }
  return whose !== null && /^off_[\w-]{1,60}$/.test(whose) ? { officer: whose } : undefined
}

/** Who may have a case of these affairs. */
async function listHandlers({ desk }: CaseGround, affairs: readonly string[]): Promise<readonly ListedOfficer[]> {
  const officers = await listOfficers(desk.ground.db.kysely)
  return officers.filter(
    (one) => one.removedAt === undefined && affairs.some((affair) => hasRole(one, affair, 'handle')),
  )
}

type Shown = Asked & {
  readonly officers: readonly ListedOfficer[]
  readonly cases: readonly ListedCase[]
  readonly count: number
  readonly today: string
}

function describeCases(ground: CaseGround, visit: OfficerVisit, shown: Shown): DeskPage {
  const { queue: copy } = deskWords.cases
  const { cases, count, page, typed } = shown
  const canOpen = (one: ListedCase) => hasRole(visit.by, one.affair, ['look', 'handle', 'divide'])
  const table = renderTable({
    ...{ id: 'cases', caption: copy.title, hidesCaption: true, density: 'dense' },
    columns: [
      { label: copy.receipt, isRowHeader: true },
      { label: copy.procedure },
      { label: copy.state },
      { label: copy.due },
      { label: copy.filedAt },
      { label: copy.takenAt },
      { label: copy.officer },
    ],
    rows: cases.map((one): Child[] => [
      canOpen(one)
        ? html`<a class="whole" href="/cases/${one.filing}">${receiptNumberOf(one.filing)}</a>`
        : receiptNumberOf(one.filing),
      nameProcedure(ground, one.procedure),
      [
        renderStatusChip({ tone: caseTones[one.state], label: deskWords.cases.states[one.state] }),
        one.isProposed ? [' ', renderStatusChip({ tone: 'waiting', label: copy.proposed })] : '',
      ],
      renderDue({ ...one, today: shown.today }),
      renderMoment(one.filedAt),
      renderMoment(one.takenAt),
      one.officer?.name ?? copy.nobody,
    ]),
  })
  const next =
    listAffairs(visit.by, ['handle']).length === 0
      ? ''
      : renderButtonGroup([renderLinkButton({ label: copy.next, href: '/cases/next', size: 'medium' })])
  const total = Math.max(1, Math.ceil(count / casesOnPage))
  const hrefFor = (other: number) => {
    const query = new URLSearchParams(typed)
    query.set('page', String(other))
    return `/cases?${query}`
  }
  return {
    title: copy.title,
    main: [
      renderFilters(ground, shown),
      cases.length === 0
        ? renderEmptyState({ heading: copy.empty, body: copy.emptyBody })
        : [html`<p>${copy.count(count)}</p>`, next, table],
      cases.length === 0 ? '' : renderPagination({ current: page, total, hrefFor }),
    ],
    notice: renderDone(visit, { none: copy.noNext }),
    keys: listQueueKeys(),
    looks: [],
  }
}

function renderFilters({ procedures }: CaseGround, { filter, typed, officers }: Shown): Html {
  const { queue: copy, states } = deskWords.cases
  const whose = Object.entries(copy.whoseWords).filter(([value]) => value !== 'all')
  const fields = [
    renderSelectField({
      ...{ name: 'state', label: copy.states, requirement: 'unsaid', size: 'medium', emptyLabel: copy.open },
      value: filter.state,
      options: [
        { value: 'all', label: copy.all },
        { value: 'proposed', label: copy.proposed },
        ...caseStates.map((value) => ({ value, label: states[value] })),
      ],
    }),
    renderSelectField({
      ...{ name: 'procedure', label: copy.procedure, requirement: 'unsaid', size: 'medium', emptyLabel: copy.all },
      value: filter.procedure,
      options: procedures.map(({ id, title }) => ({ value: id, label: title })),
    }),
    renderSelectField({
      ...{ name: 'whose', label: copy.whose, requirement: 'unsaid', size: 'medium' },
      ...{ emptyLabel: copy.whoseWords.all, value: typed.get('whose') ?? undefined },
      options: [
        ...whose.map(([value, label]) => ({ value, label })),
        ...officers.map(({ officer, name }) => ({ value: officer, label: name })),
      ],
    }),
    renderSelectField({
      ...{ name: 'due', label: copy.dues, requirement: 'unsaid', size: 'medium' },
      ...{ emptyLabel: copy.all, value: typed.get('due') ?? undefined },
      options: Object.entries(copy.dueWords).map(([value, label]) => ({ value, label })),
    }),
    renderTextField({
      ...{ name: 'receipt', label: copy.find, requirement: 'unsaid', size: 'medium', width: 'medium' },
      ...{ value: typed.get('receipt') ?? '', lengthMax: 40, autocomplete: 'off' },
    }),
  ]
  const isUsed = ['state', 'procedure', 'whose', 'due', 'receipt'].some((name) => (typed.get(name) ?? '') !== '')
  const form = html`<form class="stack" method="get" action="/cases">${fields}${renderButton({ label: copy.filter, kind: 'outline', size: 'medium' })}</form>`
  return renderDisclosure({ summary: copy.filters, body: form, isOpen: isUsed })
}
