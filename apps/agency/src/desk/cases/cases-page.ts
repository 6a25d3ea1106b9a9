import { readReceiptNumber, receiptNumberOf } from '@madoguchi/filing'
import { japaneseDay } from '@madoguchi/kit'
import type { Child, Html } from '@madoguchi/ui'
import {
  html,
  renderButton,
  renderDisclosure,
  renderEmptyState,
  renderLinkButton,
  renderPagination,
  renderSelectField,
  renderStatusChip,
  renderTable,
  renderTextField,
} from '@madoguchi/ui'
import { caseStates, isOpenState } from '../../case-states.ts'
import { type CaseFilter, casesOnPage, type ListedCase, listCases } from '../../cases/list-cases.ts'
import { addDeskPage, type DeskPage, demandThere, type OfficerVisit } from '../frame.ts'
import { renderMoment } from '../render-moment.ts'
import { hasRole, listAffairs } from '../roles.ts'
import { deskWords } from '../words.ts'
import { type CaseGround, nameProcedure } from './case-ground.ts'
import { renderDue } from './render-due.ts'
import { caseTones } from './tones.ts'

/** 案件: the queue of cases, without a person. */
export function addCasesPage(ground: CaseGround): void {
  const { db, clock } = ground.desk.ground
  addDeskPage(ground.desk, '/cases', async (visit) => {
    const affairs = listAffairs(visit.by, ['look', 'handle', 'divide'])
    demandThere(affairs[0])
    const asked = readFilter(visit)
    const filter = { ...asked.filter, affairs }
    const listed = await listCases(db.kysely, filter, asked.page)
    return describeCases(ground, visit, { ...asked, ...listed, today: japaneseDay(clock.now()) })
  })
}

type Asked = { readonly filter: Omit<CaseFilter, 'affairs'>; readonly page: number; readonly typed: URLSearchParams }

/** What the address asks for; a word that is none of ours is left out. */
function readFilter({ c, by }: OfficerVisit): Asked {
  const typed = new URL(c.req.url).searchParams
  const said = typed.get('state')
  const whose = typed.get('whose')
  const number = typed.get('receipt') ?? ''
  const procedure = typed.get('procedure') ?? ''
  const page = /^[1-9]\d{0,4}$/.exec(typed.get('page') ?? '')?.[0]
  return {
    typed,
    page: Number(page ?? 1),
    filter: {
      state: said === 'all' || said === 'proposed' ? said : caseStates.find((state) => state === said),
      procedure: /^[a-z][a-z-]{0,60}$/.test(procedure) ? procedure : undefined,
      whose: whose === 'mine' ? { officer: by.officer } : whose === 'nobody' ? { officer: null } : undefined,
      receipt: number.trim() === '' ? undefined : (readReceiptNumber(number) ?? ''),
    },
  }
}

type Shown = Asked & { readonly cases: readonly ListedCase[]; readonly count: number; readonly today: string }

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
  const first = cases.find((one) => canOpen(one) && isOpenState(one.state))
  const next =
    first === undefined || page > 1
      ? ''
      : renderLinkButton({ label: copy.next, href: `/cases/${first.filing}`, size: 'medium' })
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
    looks: [],
  }
}

function renderFilters({ procedures }: CaseGround, { filter, typed }: Shown): Html {
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
      options: whose.map(([value, label]) => ({ value, label })),
    }),
    renderTextField({
      ...{ name: 'receipt', label: copy.find, requirement: 'unsaid', size: 'medium', width: 'medium' },
      ...{ value: typed.get('receipt') ?? '', lengthMax: 40, autocomplete: 'off' },
    }),
  ]
  const isUsed = [...typed.values()].some((value) => value !== '')
  const form = html`<form class="stack" method="get" action="/cases">${fields}${renderButton({ label: copy.filter, kind: 'outline', size: 'medium' })}</form>`
  return renderDisclosure({ summary: copy.filters, body: form, isOpen: isUsed })
}
