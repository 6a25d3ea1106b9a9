import { formatDate } from '@madoguchi/kit'
import { accountParts, errorSentences } from './copy/errors.ja.ts'
import type { Page, Procedure } from './definition.ts'
import type { Field } from './field.ts'
import { isDay } from './fields/days.ts'
import type { FormError } from './flow/form-error.ts'

/** What is wrong, in Japanese, for the place beside the field and for the summary. Nothing that was typed is in it. */
export function explainError(procedure: Procedure, error: FormError): string {
  const page = procedure.pages.find(({ id }) => id === error.page)
  const field = page && listFields(page).find(({ id }) => id === error.field)
  const broken = page && error.code === 'RULE_BROKEN' ? findRule(page, String(error.facts.rule)) : undefined
  if (broken !== undefined) return broken
  const words = {
    label: field === undefined ? (page?.title ?? '') : nameBox(field, error),
    facts: error.facts,
    limit: field ? limitInWords(procedure, field, error) : '',
  }
  return `${errorSentences[error.code](words)}${field?.errorHint ?? ''}`
}

function findRule(page: Page, id: string): string | undefined {
  if (page.kind === 'stop') return undefined
  const rules = [...(page.rules ?? []), ...(page.kind === 'group' ? (page.group.rules ?? []) : [])]
  return rules.find((rule) => rule.id === id)?.text
}

/** Of an account the box too, where a sentence speaks of any text: 「口座の名義(カナ)」. */
function nameBox({ kind, label }: Field, { code, facts }: FormError): string {
  const part = kind === 'account' && !code.startsWith('ACCOUNT_') ? accountParts[String(facts.part)] : undefined
  return code === 'FIELD_REQUIRED' || part === undefined ? label : `${label}の${part}`
}

/** The fields of a page, whether they are asked for or not. */
export function listFields(page: Page): readonly Field[] {
  if (page.kind === 'stop') return []
  return page.kind === 'group' ? page.group.fields : page.fields
}

function limitInWords(procedure: Procedure, field: Field, { code }: FormError): string {
  if (field.kind !== 'date') return ''
  const day = (code === 'DATE_TOO_EARLY' ? field.from : field.until) ?? ''
  if (day === 'today') return '今日'
  if (isDay(day)) return formatDate(day)
  const fields = procedure.pages.flatMap(listFields)
  const label = [...fields, ...(procedure.calculated ?? [])].find(({ id }) => id === day)?.label
  return label === undefined ? '' : `「${label}」の日`
}
