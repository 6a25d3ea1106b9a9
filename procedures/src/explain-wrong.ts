import type { Field, Filling, Value } from '@madoguchi/forms'
import { explainError, getFieldKind, listFields, validate } from '@madoguchi/forms'

type Wrong = ReturnType<typeof validate>[number]

/**
 * What a walk leaves unanswered or answers wrongly, a line each, for whoever writes walks: the entry, the code, and the
 * sentence that people read. A walk has values as they are kept, so a name in half-width kana is told what it becomes.
 */
export function explainWrong(filling: Filling): readonly string[] {
  return validate(filling).map((error) => {
    const sentence =
      error.code === 'VALUE_SHAPE' ? explainShape(filling, error) : explainError(filling.procedure, error)
    return `${nameEntry(filling, error)} ${error.code}: ${sentence}`
  })
}

/** An item of a walk is told by its number, from 0, as its file has it: `children.0.childName`. */
function nameEntry({ procedure, answers }: Filling, { page: id, item, entry }: Wrong): string {
  const page = procedure.pages.find((each) => each.id === id)
  if (page?.kind !== 'group' || item === undefined) return entry
  const at = answers.groups[page.group.id]?.findIndex((each) => each.id === item)
  return `${page.group.id}.${at}.${entry}`
}

function explainShape({ procedure, answers }: Filling, { page: id, field: name = '', item }: Wrong): string {
  const page = procedure.pages.find((each) => each.id === id)
  const field = page && listFields(page).find((each) => each.id === name)
  const among =
    page?.kind === 'group' ? answers.groups[page.group.id]?.find((each) => each.id === item)?.fields : answers.fields
  const value = among?.[name]?.value
  const kept = field && value !== undefined ? findKept(field, value) : undefined
  if (kept !== undefined) return `A walk has values as they are kept, this one as ${showValue(kept)}.`
  return `No value of the kind ${field?.kind}; packages/forms/src/answers.ts has the shapes.`
}

/** What would be kept of it, if somebody typed it. */
function findKept(field: Field, value: Value): Value | undefined {
  const kind = getFieldKind(field)
  if (!kind.isValue(value)) return undefined
  const parts = kind.render(value, field)
  const read = kind.read({ one: (part) => parts[part]?.at(-1) ?? '', all: (part) => parts[part] ?? [] }, field, {})
  return read.ok ? read.value : undefined
}

/** As JSON, with the wide space written out: nobody sees it beside a narrow one. */
function showValue(value: Value): string {
  return JSON.stringify(value).replaceAll('\u3000', '\\u3000')
}
