import type { Asked, Filling, FormError, Page } from '@madoguchi/forms'
import { entryName, getFieldKind, isFallen } from '@madoguchi/forms'
import type { DraftContent } from './draft-content.ts'
import { readAgain } from './edit-draft.ts'
import type { Entries } from './entries.ts'
import { type FillPlace, findAsked, isThere, namePlace } from './place.ts'

/** What is looked at of a draft to say what is wrong with it. */
export type Looked = {
  readonly filling: Filling
  readonly draft: { readonly content: DraftContent }
  /** An ISO instant. */
  readonly now: string
}

type HalfBox = {
  readonly asked: Asked
  /** What was typed into it; nothing where it was not on the page then. */
  readonly typed: Entries | undefined
  readonly errors: readonly FormError[]
}

/** Places of a page that had something wrong when they were sent: what was typed there is kept beside the answers. */
export function listHalves({ filling, draft }: Looked, page: Page): readonly FillPlace[] {
  if (page.kind === 'stop') return []
  const halves = Object.keys(draft.content.typed).map(parsePlace)
  return halves.filter((place) => place.page === page.id && isThere(filling, place))
}

/** Box by box, what was typed at such a place, read again. */
export function lookAtHalf({ filling, draft, now }: Looked, place: FillPlace): readonly HalfBox[] {
  const typed = draft.content.typed[namePlace(place)] ?? {}
  const again = readAgain(filling, draft.content, place, now)
  const page = filling.procedure.pages.find(({ id }) => id === place.page)
  const items = page?.kind === 'group' ? (again?.answers.groups[page.group.id] ?? []) : []
  const read = place.item === undefined ? again?.answers.fields : items.find(({ id }) => id === place.item)?.fields
  return (findAsked(filling, place) ?? []).map((asked) => {
    const { field } = asked
    const names = getFieldKind(field).parts.map((part) => entryName(field.id, { part }))
    const mine = Object.entries(typed).filter(([name]) => names.includes(name))
    const errors = (again?.errors ?? []).filter((error) => error.field === field.id)
    // It can be read by now, and nobody saved it since: on another day, or by another version of the questions.
    const isUnsaved = errors.length === 0 && !isAnswered(asked) && read?.[field.id] !== undefined
    return {
      asked,
      typed: mine.length === 0 ? undefined : Object.fromEntries(mine),
      errors: isUnsaved ? [sayUnsaved(place, { field: field.id, entry: names[0] ?? field.id })] : errors,
    }
  })
}

function sayUnsaved({ page, item }: FillPlace, { field, entry }: { field: string; entry: string }): FormError {
  return { page, ...(item !== undefined && { item }), field, entry, code: 'FIELD_UNSAVED', facts: {} }
}

export function isAnswered(asked: Asked): boolean {
  return asked.answer !== undefined && !isFallen(asked)
}

/** As `namePlace` named it. */
export function parsePlace(name: string): FillPlace {
  const [page = '', item] = name.split('/')
  return { page, item }
}
