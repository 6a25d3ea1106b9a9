import { formatDate } from '@madoguchi/kit'
import type { ChoiceField, Field, Option } from '../field.ts'
import { isChoiceValue } from '../fields/choice.ts'
import { findFieldKind } from '../fields/field-kinds.ts'
import { holdsMyNumber } from '../my-number.ts'

/**
 * How a field was asked, as far as its answer reads otherwise than it is kept: plain data, to be kept beside the answer for
 * the day on which nobody asks so any more. Of the options those that were chosen.
 */
export type Wording = {
  readonly kind: string
  readonly options?: readonly Pick<Option, 'id' | 'label' | 'takesWords'>[] | undefined
  readonly yes?: string | undefined
  readonly no?: string | undefined
  readonly unit?: string | undefined
}

/** Of what was answered, nothing for a text that reads as it is kept. */
export function keepWording(field: Field, values: readonly unknown[]): Wording | undefined {
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return { kind: field.kind, options: listChosen(field.options, values) }
    case 'yes-no':
      return { kind: field.kind, ...(field.yes !== undefined && { yes: field.yes, no: field.no }) }
    case 'number':
      return { kind: field.kind, ...(field.unit !== undefined && { unit: field.unit }) }
    case 'date':
    case 'money':
    case 'relationship':
    case 'account':
    case 'file':
    case 'consent':
    case 'confirm':
      return { kind: field.kind }
    default:
      return undefined
  }
}

function listChosen(options: ChoiceField['options'], values: readonly unknown[]): NonNullable<Wording['options']> {
  const chosen = new Set(values.flatMap(listChoices))
  return options.flatMap(({ id, label, takesWords }) =>
    chosen.has(id) ? [{ id, label, ...(takesWords === true && { takesWords }) }] : [],
  )
}

function listChoices(value: unknown): readonly unknown[] {
  if (isChoiceValue(value)) return [value.choice]
  const { choices } = (value ?? {}) as { readonly choices?: unknown }
  return Array.isArray(choices) ? choices : []
}

/** Those whose value alone tells what they are. */
const tellingKinds = ['yes-no', 'account', 'file', 'choice', 'choices'] as const

/**
 * An answer in words: by how it was asked, else by how its field is asked now. `isWorded`: wordings were kept with it, so
 * that a text without one reads as it stands. Undefined for what nobody can read, and for what may be a My Number.
 */
export function sayKept(
  value: unknown,
  { wording, field, isWorded }: { wording: Wording | undefined; field: Field | undefined; isWorded: boolean },
): string | undefined {
  if (value === '' || listTexts(value).some(holdsMyNumber)) return undefined
  if (typeof value === 'string' && wording === undefined && isWorded) return value
  const asked = wording ?? field
  for (const one of [...(asked === undefined ? [] : [asked]), ...tellingKinds.map((kind) => ({ kind, options: [] }))]) {
    const kind = findFieldKind(one.kind)
    // What was kept may be any wording: the kind says which of it is looked at.
    const row: object = { options: [], ...one }
    if (kind?.isValue(value) === true) return kind.format(value, row as Field) || undefined
  }
  if (typeof value === 'string') return formatDate(value)
  return typeof value === 'number' ? String(value) : undefined
}

function listTexts(value: unknown): readonly string[] {
  return [typeof value === 'object' && value !== null ? Object.values(value).flat() : value].flat().map(String)
}
