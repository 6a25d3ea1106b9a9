import type { Child, Html } from '@madoguchi/ui'
import { html, renderButtonGroup, renderLinkButton, renderTable } from '@madoguchi/ui'
import type { ChecksDesk } from '../checks/checks-desk.ts'
import { listStartKeys } from './cases/case-keys.ts'
import { addDeskPage, type DeskFrame, type DeskPage, type OfficerVisit } from './frame.ts'
import type { DeskNames } from './names.ts'
import { renderMoment } from './render-moment.ts'
import { hasRole, listAffairs } from './roles.ts'
import { listWaiting, type Waiting } from './waiting.ts'
import { deskWords } from './words.ts'

/** 待っているもの: the first page of the desk. References, times and agencies, no person. */
export function addQueuePage(desk: DeskFrame, names: DeskNames, checks: ChecksDesk): void {
  const { clock, db } = desk.ground
  addDeskPage(desk, '/', async (visit) => {
    const affairs = listAffairs(visit.by, ['look', 'handle', 'divide'])
    const at = clock.now()
    return describeQueue(visit, { waiting: await listWaiting({ db: db.kysely, checks }, affairs, at), at }, names)
  })
}

function describeQueue(
  visit: OfficerVisit,
  { waiting, at }: { waiting: readonly Waiting[]; at: Date },
  names: DeskNames,
): DeskPage {
  const { queue: copy } = deskWords
  const table = renderTable({
    ...{ id: 'queue', caption: copy.title, hidesCaption: true, density: 'dense' },
    columns: [
      { label: copy.kind, isRowHeader: true },
      { label: copy.affair },
      { label: copy.type },
      { label: copy.inquirer },
      { label: copy.since },
      { label: copy.waits, isNumeric: true },
      { label: copy.until },
    ],
    rows: waiting.map((one): Child[] => [
      renderWay(visit, one, names),
      names.affair(one.affair),
      one.type === undefined ? copy.none : names.type(one.type),
      one.inquirer === undefined ? copy.none : names.party(one.inquirer),
      renderMoment(one.since),
      sayWait(at.getTime() - one.since.getTime()),
      one.until === undefined ? copy.open : renderMoment(one.until),
    ]),
  })
  const main =
    visit.by.roles.length === 0
      ? html`<p>${copy.noRoles}</p>`
      : waiting.length === 0
        ? html`<p>${copy.empty}</p>`
        : [html`<p>${copy.count(waiting.length)}</p>`, table]
  const canHandle = listAffairs(visit.by, ['handle']).length > 0
  const next = deskWords.cases.queue.next
  const ways = canHandle
    ? renderButtonGroup([renderLinkButton({ label: next, href: '/cases/next', size: 'medium' })])
    : ''
  return { title: copy.title, main: [main, ways], looks: [], ...(canHandle ? { keys: listStartKeys() } : {}) }
}

/** A link for whoever may see the case; for whoever divides the work, its name. */
function renderWay({ by }: OfficerVisit, { kind, affair, href, type }: Waiting, names: DeskNames): Html | string {
  const label = deskWords.queue.kinds[kind]
  if (!hasRole(by, affair, ['look', 'handle'])) return label
  const context = type === undefined ? names.affair(affair) : names.type(type)
  return html`<a href="${href}">${label}<span class="only-heard">(${context})</span></a>`
}

/** 「3日」「5時間」「12分」 */
function sayWait(ms: number): string {
  const { minutes: sayMinutes, hours, days } = deskWords.queue.waitsFor
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  if (minutes < 60) return sayMinutes(minutes)
  return minutes < 48 * 60 ? hours(Math.floor(minutes / 60)) : days(Math.floor(minutes / 1440))
}
