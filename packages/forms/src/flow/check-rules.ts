import type { GroupPage, Rule } from '../definition.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { entryName } from './entry-name.ts'
import { holds } from './evaluate.ts'
import type { FormError, Where } from './form-error.ts'
import type { Scope } from './scope.ts'
import type { Asked } from './walk.ts'

export type RuleCheck = {
  readonly where: Where
  readonly rules: readonly Rule[] | undefined
  /** What the page or item asks now. */
  readonly asked: readonly Pick<Asked, 'field'>[]
  /** After the last of these fields. */
  readonly scope: Scope
  /** What is wrong with single fields: of such a box nothing more is said. */
  readonly errors: readonly FormError[]
}

/** The rules of a page or an item that are broken, each at its box and each sentence once; a box that nobody is shown has none. */
export function checkRules({ where, rules = [], asked, scope, errors }: RuleCheck): FormError[] {
  const said = new Set<string>()
  return rules.flatMap(({ id, when, text, field }): FormError[] => {
    const box = asked.find((one) => one.field.id === field)?.field
    if (box === undefined || errors.some((error) => error.field === field && error.item === where.item)) return []
    const line = `${field} ${text}`
    if (said.has(line) || !holds(when, scope)) return []
    said.add(line)
    const part = getFieldKind(box).parts[0] ?? ''
    const entry = entryName(field, { part })
    return [{ ...where, field, entry, code: 'RULE_BROKEN', facts: { rule: id } }]
  })
}

/** What is wrong with the items of a group together. */
export function checkGroupRules({ id: page, group, rules = [] }: GroupPage, scope: Scope): FormError[] {
  return rules.flatMap(({ id, when }) =>
    holds(when, scope) ? [{ page, entry: group.id, code: 'RULE_BROKEN', facts: { rule: id } }] : [],
  )
}
