import { dayMs } from '@madoguchi/kit'
import type { Child } from '@madoguchi/ui'
import { html, renderStatusChip } from '@madoguchi/ui'
import { type CaseState, isOpenState } from '../../case-states.ts'
import { deskWords } from '../words.ts'

const soonDays = 3

/** The last day as it stands in a column, with how near it is: `2026/12/28 あと3日`. */
export function renderDue({
  state,
  dueOn,
  today,
}: {
  readonly state: CaseState
  readonly dueOn: string | undefined
  readonly today: string
}): Child {
  const { queue: copy } = deskWords.cases
  if (!isOpenState(state)) return ''
  if (dueOn === undefined) return copy.stands
  const left = Math.round((Date.parse(dueOn) - Date.parse(today)) / dayMs)
  const day = html`<time class="whole" datetime="${dueOn}">${dueOn.replaceAll('-', '/')}</time>`
  if (left < 0) return [day, ' ', renderStatusChip({ tone: 'error', label: copy.late(-left) })]
  const label = copy.daysLeft(left)
  return [day, ' ', left <= soonDays ? renderStatusChip({ tone: 'warning', label }) : label]
}
