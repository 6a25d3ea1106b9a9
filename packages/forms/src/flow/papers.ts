import { plainDate } from '@madoguchi/kit'
import type { Filling } from '../answers.ts'
import type { Attachment, Needed, PenBox, Signer } from '../definition.ts'
import { isDay } from '../fields/days.ts'
import { findValue, holds } from './evaluate.ts'
import type { Scope } from './scope.ts'
import { addSpan } from './spans.ts'
import { walk } from './walk.ts'

/** What goes with it and who signs, by what this person has answered. */
export type Papers = {
  readonly attachments: readonly Attachment[]
  readonly needed: readonly Needed[]
  readonly signers: readonly Signer[]
}

export function listPapers(filling: Filling): Papers {
  const { scope } = walk(filling)
  const { attachments = [], needed, signers } = filling.procedure
  return {
    attachments: attachments.filter(({ when }) => holds(when, scope)),
    needed: needed.filter(({ when }) => holds(when, scope)),
    signers: signers.filter(({ when }) => holds(when, scope)),
  }
}

/** What this person writes with a pen, by id; of groups an entry an item. */
export type PenBoxes = {
  readonly fields: readonly PenBox[]
  readonly groups: Readonly<Record<string, readonly (readonly PenBox[])[]>>
}

export function listPenBoxes(filling: Filling): PenBoxes {
  const { pages, scope } = walk(filling)
  const wanted = (boxes: readonly PenBox[] | undefined, within: Scope) =>
    (boxes ?? []).filter(({ when }) => holds(when, within))
  const groups = pages.flatMap(({ page, items }) =>
    page.kind === 'group' ? [[page.group.id, items.map((item) => wanted(page.group.pen, item.scope))] as const] : [],
  )
  return { fields: wanted(filling.procedure.pen, scope), groups: Object.fromEntries(groups) }
}

/** The last day, where the deadline is a rule and its first day was answered. Weekends and holidays are not moved. */
export function findLastDay(filling: Filling): string | undefined {
  const { rule } = filling.procedure.deadline
  const answered = rule && findValue(walk(filling).scope, rule.after)
  const from = typeof answered === 'string' ? plainDate(answered) : ''
  if (!isDay(from)) return undefined
  return rule && addSpan(from, rule)
}
