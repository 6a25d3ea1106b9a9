import type { Filling, Value } from '../answers.ts'
import type { Calculated } from '../definition.ts'
import { findValue } from './evaluate.ts'
import type { Scope } from './scope.ts'
import { walk } from './walk.ts'

/** What nobody typed, by id; what cannot be calculated yet is not there. Of groups an entry an item. */
export type CalculatedValues = {
  readonly fields: Readonly<Record<string, Value>>
  readonly groups: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>
}

export function calculate(filling: Filling): CalculatedValues {
  const { pages, scope } = walk(filling)
  const groups = pages.flatMap(({ page, items }) =>
    page.kind === 'group'
      ? [[page.group.id, items.map((item) => listCalculated(page.group.calculated, item.scope))] as const]
      : [],
  )
  return { fields: listCalculated(filling.procedure.calculated, scope), groups: Object.fromEntries(groups) }
}

function listCalculated(calculated: readonly Calculated[] | undefined, scope: Scope): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    (calculated ?? []).flatMap(({ id }) => {
      const value = findValue(scope, id)
      return value === undefined ? [] : [[id, value] as const]
    }),
  )
}
