import {
  html,
  renderButton,
  renderButtonGroup,
  renderDateTime,
  renderDescriptionList,
  renderErrorSummary,
  renderLinkButton,
  renderTextField,
} from '@madoguchi/ui'
import type { ChecksDesk, ShownCheck } from '../checks/checks-desk.ts'
import { makeChecksDesk } from '../checks/checks-desk.ts'
import { noteLine, transactWithLine } from './audit.ts'
import {
  addDeskForm,
  addDeskPage,
  type DeskFrame,
  type DeskPage,
  demandRole,
  demandThere,
  leadBack,
  type OfficerVisit,
  renderDone,
} from './frame.ts'
import type { DeskNames } from './names.ts'
import { hasRole, ownAffairs } from './roles.ts'
import { deskWords } from './words.ts'

const noteCharsMax = 500
const affair = ownAffairs.self

/** 確認の依頼: citizens who asked us to look again. */
export function addChecksPages(desk: DeskFrame, names: DeskNames, checks: ChecksDesk): void {
  const { clock, db } = desk.ground
  const { checks: copy } = deskWords
  async function getCheck(visit: OfficerVisit, roles: readonly ('look' | 'handle')[]): Promise<ShownCheck> {
    demandRole(visit, affair, roles)
    return demandThere(await checks.show(visit.c.req.param('exchange')))
  }

  addDeskPage(desk, '/checks/:exchange', async (visit) =>
    describeCheck(visit, await getCheck(visit, ['look', 'handle']), names),
  )
  addDeskPage(desk, '/checks/:exchange/clear', async (visit) => {
    const check = await getCheck(visit, ['handle'])
    if (check.clearedAt !== undefined) return visit.c.redirect(`/checks/${check.exchange}?done=CHECK_CLEARED`, 303)
    return describeClearing(visit, check)
  })
  addDeskForm(desk, '/checks/:exchange/clear', async (visit, typed) => {
    const { exchange, personRef } = await getCheck(visit, ['handle'])
    const note = (typed.get('note') ?? '').trim()
    const order = { exchange, by: visit.by.name, ...(note === '' ? {} : { note }) }
    const about = { affair, what: 'check-cleared', exchange, personRef } as const
    const done = await transactWithLine(
      db,
      ({ kysely }) => makeChecksDesk({ db: kysely, clock }).clear(order),
      (tx) => noteLine(tx, clock.now(), visit.by, about),
    )
    if (!done.ok && done.code !== 'CHECK_CLEARED')
      return leadBack(desk, visit, { path: `/checks/${exchange}/clear`, typed, problem: done.code })
    return visit.c.redirect(`/checks/${exchange}?done=${done.ok ? 'cleared' : done.code}`, 303)
  })

  function describeClearing(visit: OfficerVisit, { exchange }: ShownCheck): DeskPage {
    const error = visit.left?.problem === undefined ? undefined : copy.noteWrong
    const field = renderTextField({
      ...{ name: 'note', label: copy.note, requirement: 'optional', support: copy.noteSupport, size: 'medium' },
      value: visit.left?.typed.get('note') ?? '',
      lengthMax: noteCharsMax,
      ...(error === undefined ? {} : { error }),
    })
    const button = renderButton({ label: copy.clearDo, size: 'medium' })
    const back = renderLinkButton({ label: copy.cancel, href: `/checks/${exchange}`, kind: 'outline', size: 'medium' })
    return {
      title: copy.clearTitle,
      main: [
        html`<p>${copy.clearBody}</p>`,
        html`<form class="stack" method="post" action="/checks/${exchange}/clear" novalidate>${field}${renderButtonGroup([button, back])}</form>`,
      ],
      notice: error === undefined ? '' : renderErrorSummary({ errors: [{ field: 'note', text: error }] }),
      trail: [{ label: copy.title, href: `/checks/${exchange}` }],
      looks: [],
    }
  }
}

function describeCheck(visit: OfficerVisit, check: ShownCheck, names: DeskNames): DeskPage {
  const { checks: copy } = deskWords
  const { exchange, personRef, clearedAt } = check
  const next: Readonly<Record<string, string>> = copy.next
  const isOpen = clearedAt === undefined
  const facts = renderDescriptionList({
    rows: [
      { term: copy.exchange, value: html`<code>${exchange}</code>` },
      { term: copy.inquirer, value: names.party(check.inquirer) },
      { term: copy.type, value: names.type(check.type) },
      { term: copy.person, value: personRef === undefined ? copy.nobody : html`<code>${personRef}</code>` },
      { term: copy.since, value: renderDateTime(check.receivedAt) },
      ...(isOpen
        ? [
            { term: copy.name, value: check.name ?? copy.unsaid },
            { term: copy.phone, value: check.phone ?? copy.unsaid },
            { term: copy.todo, value: next[check.cause] ?? copy.nextOther },
          ]
        : [
            { term: copy.clearedAt, value: renderDateTime(clearedAt) },
            { term: copy.clearedBy, value: check.clearedBy ?? '' },
            { term: copy.note, value: check.note ?? copy.unsaid },
          ]),
    ],
  })
  const act =
    isOpen && hasRole(visit.by, affair, 'handle')
      ? renderLinkButton({ label: copy.clear, href: `/checks/${exchange}/clear`, size: 'medium' })
      : ''
  return {
    title: copy.title,
    main: [
      html`<p>${isOpen ? copy.lead : copy.leadCleared}</p>`,
      facts,
      act,
      html`<p><a href="/">${copy.back}</a></p>`,
    ],
    notice: renderDone(visit, copy.done),
    looks: [{ affair, what: 'check-seen', exchange, personRef }],
  }
}
