import type { Filling } from '../answers.ts'
import type { GroupPage } from '../definition.ts'
import { listFaults } from '../fields/field-kind.ts'
import { getFieldKind } from '../fields/field-kinds.ts'
import { checkAnswer } from './check-answer.ts'
import { checkGroupRules, checkRules, type RuleCheck } from './check-rules.ts'
import { entryName } from './entry-name.ts'
import type { FormError, Where } from './form-error.ts'
import type { Scope } from './scope.ts'
import type { Asked, WalkedPage } from './walk.ts'
import { walk } from './walk.ts'

/** Everything that is missing or wrong on this person's way, in the order of the pages. */
export function validate(filling: Filling): readonly FormError[] {
  const { pages, scope } = walk(filling)
  return pages.flatMap((walked) => validatePage(walked, scope))
}

/** Nothing is missing, nothing is wrong, and no page stopped the way. */
export function isComplete(filling: Filling): boolean {
  const { pages, scope } = walk(filling)
  return pages.every((walked) => walked.page.kind !== 'stop' && validatePage(walked, scope).length === 0)
}

function validatePage({ page, asked, items }: WalkedPage, scope: Scope): FormError[] {
  if (page.kind === 'stop') return []
  if (page.kind === 'fields') return validateFields({ page: page.id }, { asked, scope, rules: page.rules })
  const { rules } = page.group
  const counted = checkCount(page, items.length)
  return [
    ...counted,
    ...(counted.length > 0 ? [] : checkGroupRules(page, scope)),
    ...items.flatMap((item) => validateFields({ page: page.id, item: item.id }, { ...item, rules })),
  ]
}

type Validated = Pick<RuleCheck, 'asked' | 'scope' | 'rules'> & { readonly asked: readonly Asked[] }

function validateFields(where: Where, { asked, scope, rules }: Validated): FormError[] {
  const errors = asked.flatMap((one) => validateField(where, one, scope))
  return [...errors, ...checkRules({ where, rules, asked, scope, errors })]
}

export function checkCount({ id: page, group }: GroupPage, count: number): FormError[] {
  if (count < group.countMin) {
    return [{ page, entry: group.id, code: 'GROUP_TOO_FEW', facts: { min: group.countMin } }]
  }
  if (count > group.countMax) {
    return [{ page, entry: group.id, code: 'GROUP_TOO_MANY', facts: { max: group.countMax } }]
  }
  return []
}

function validateField(where: Where, { field, answer }: Asked, scope: Scope): FormError[] {
  if (answer === undefined) return field.isOptional ? [] : [missing(where, field)]
  const checked = checkAnswer(field, answer.value, scope)
  return checked.ok ? [] : listFaults(checked).map((fault) => wrong(where, field, fault))
}

export function missing(where: Where, field: Asked['field']): FormError {
  return wrong(where, field, { code: 'FIELD_REQUIRED', facts: { part: firstPart(field) } })
}

export function wrong(
  where: Where,
  field: Asked['field'],
  { code, facts }: Pick<FormError, 'code' | 'facts'>,
): FormError {
  const part = typeof facts.part === 'string' ? facts.part : firstPart(field)
  return {
    ...where,
    field: field.id,
    entry: entryName(field.id, { part }),
    code,
    facts,
  }
}

function firstPart(field: Asked['field']): string {
  return getFieldKind(field).parts[0] ?? ''
}
