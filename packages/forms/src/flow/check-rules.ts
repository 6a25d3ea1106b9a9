import type { GroupPage, Rule } from '../definition.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { entryName, type Place } from './entry-name.ts'
import { holds } from './evaluate.ts'
import type { FormError } from './form-error.ts'
import type { Scope } from './scope.ts'
import type { Asked } from './walk.ts'

export type RuleCheck = {
  readonly page: { readonly id: string }
  readonly place: Place
  readonly rules: readonly Rule[] | undefined
  /** What the page or item asks now. */
  readonly asked: readonly Pick<Asked, 'field'>[]
  /** After the last of these fields. */
  readonly scope: Scope
  /** What is wrong with single fields: of such a box nothing more is said. */
  readonly errors: readonly FormError[]
}

/** The rules of a page or an item that are broken, each at its box; a box that nobody is shown has none. */
export function checkRules({ page, place, rules = [], asked, scope, errors }: RuleCheck): FormError[] {
  return rules.flatMap(({ id, when, field }): FormError[] => {
    const box = asked.find((one) => one.field.id === field)?.field
    if (box === undefined || errors.some((error) => error.field === field && error.item === place.item)) return []
    if (!holds(when, scope)) return []
    const part = getFieldKind(box).parts[0] ?? ''
    const { item } = place
    const entry = entryName(place, field, { part })
    return [
      {
        page: page.id,
        field,
        ...(item !== undefined && { item }),
        entry,
        code: 'RULE_BROKEN',
        facts: { rule: id },
      },
    ]
  })
}

/** What is wrong with the items of a group together. */
export function checkGroupRules({ id: page, group, rules = [] }: GroupPage, scope: Scope): FormError[] {
  return rules.flatMap(({ id, when }) =>
    holds(when, scope) ? [{ page, entry: group.id, code: 'RULE_BROKEN', facts: { rule: id } }] : [],
  )
}
