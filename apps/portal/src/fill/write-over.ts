import { entryName, findPage, getFieldKind, listFields, shownEntry } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import type { OpenDraft } from './open-draft.ts'
import { type FillPlace, findAsked, listShown } from './place.ts'

/** What a program writes, by the names of entries. */
export type Entered = Readonly<Record<string, string | readonly string[]>>

/**
 * The form that a page would post: what stands at the place, and what is written over it. Throws PAGE_UNKNOWN for a page that is not
 * on this person's way, ENTRY_UNKNOWN for what no page of ours posts there (`at`: which of the names, from 0).
 */
export function writeOver(fill: OpenDraft, place: FillPlace, entries: Entered): URLSearchParams {
  const { filling, draft } = fill
  const page = findPage(filling, place.page)?.page
  const isFit = page?.kind === (place.item === undefined ? 'fields' : 'group')
  if (page === undefined || !isFit) throw new AppError('PAGE_UNKNOWN', 'There is no such place now.')
  const fields = new Map(
    listFields(page).flatMap((field) =>
      getFieldKind(field).parts.map((part) => [entryName(field.id, { part }), field.id] as const),
    ),
  )
  const stands = new Map(Object.entries(listShown(filling, draft.content, place)))
  const shown = new Set((findAsked(filling, place) ?? []).map(({ field }) => field.id))
  for (const [at, [name, value]] of Object.entries(entries).entries()) {
    const field = fields.get(name)
    if (field === undefined) throw new AppError('ENTRY_UNKNOWN', 'No field has such an entry.', { facts: { at } })
    shown.add(field)
    stands.set(name, [value].flat())
  }
  const form = new URLSearchParams()
  for (const [name, values] of stands) for (const value of values) form.append(name, value)
  for (const field of shown) form.append(shownEntry, entryName(field, { part: '' }))
  return form
}
