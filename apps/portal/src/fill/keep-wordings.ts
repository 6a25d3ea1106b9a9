import type { Field, Page, Procedure, Wording } from '@madoguchi/forms'
import { keepWording, listFields } from '@madoguchi/forms'
import type { DraftContent } from './draft-content.ts'

/**
 * The content with how everything was asked that stands in it, so that each answer can be told by name, and in words, when
 * another version of the questions has no place for it. It has to have the answers of this one.
 */
export function keepWordings(content: DraftContent, { pages }: Procedure): DraftContent {
  const said = listSaid(content)
  const fields = pages.flatMap(listFields).filter(({ id }) => said.has(id))
  const worded = fields.flatMap((field): [string, Wording][] => {
    const wording = keepWording(field, said.get(field.id) ?? [])
    return wording === undefined ? [] : [[field.id, wording]]
  })
  return {
    ...content,
    labels: Object.fromEntries(fields.map(({ id, label }: Field) => [id, label])),
    wordings: Object.fromEntries(worded),
    itemTitles: Object.fromEntries(pages.flatMap((page) => titleOf(page, content))),
  }
}

function titleOf(page: Page, { answers }: DraftContent): readonly (readonly [string, string])[] {
  if (page.kind !== 'group' || (answers.groups[page.group.id] ?? []).length === 0) return []
  return [[page.group.id, page.group.itemTitle]]
}

/** By field: its answers, and what was typed into it that could not be read yet. */
function listSaid({ answers, typed }: DraftContent): ReadonlyMap<string, readonly unknown[]> {
  const said = new Map<string, unknown[]>()
  const add = (id: string, values: readonly unknown[]) => {
    const known = said.get(id)
    if (known === undefined) said.set(id, [...values])
    else known.push(...values)
  }
  const items = Object.values(answers.groups).flatMap((group) => group.map(({ fields }) => fields))
  for (const fields of [answers.fields, ...items])
    for (const [id, { value }] of Object.entries(fields)) add(id, [value])
  for (const entries of Object.values(typed))
    for (const [name, values] of Object.entries(entries)) add(name.split('.')[0] ?? name, values)
  return said
}
