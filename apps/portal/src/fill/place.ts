import type { Asked, Filling } from '@madoguchi/forms'
import { findItem, findPage, listEntries } from '@madoguchi/forms'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import type { DraftContent } from './draft-content.ts'
import type { Entries } from './entries.ts'

/** A page of fields, or one item of a group page, by its id. */
export type FillPlace = { readonly page: string; readonly item?: string | undefined }

/** As places are named in a draft: `claimant`, `children/itm_…`. */
export function namePlace({ page, item }: FillPlace): string {
  return item === undefined ? page : `${page}/${item}`
}

/** What is asked at a place now. Undefined for a page that is not on this person's way. */
export function findAsked(filling: Filling, { page, item }: FillPlace): readonly Asked[] | undefined {
  const found = findPage(filling, page)
  if (found === undefined) return undefined
  return item === undefined ? found.asked : findItem(filling, { page, item })
}

/** The inputs of a place: as they were typed, where something could not be read yet; else as the answers are written. */
export function listShown(filling: Filling, content: DraftContent, place: FillPlace): Entries {
  return findTyped(content, place) ?? listEntries(findAsked(filling, place) ?? [])
}

/** The same of every item of a group page, by id, in one walk. */
export function listShownItems(filling: Filling, content: DraftContent, page: string): ReadonlyMap<string, Entries> {
  const items = findPage(filling, page)?.items ?? []
  return new Map(items.map(({ id, asked }) => [id, findTyped(content, { page, item: id }) ?? listEntries(asked)]))
}

function findTyped({ typed }: DraftContent, place: FillPlace): Entries | undefined {
  const name = namePlace(place)
  return Object.hasOwn(typed, name) ? (typed[name] ?? {}) : undefined
}

/** Whether there is such an item now; a page of fields is always there. */
export function isThere({ procedure, answers }: Filling, { page: pageId, item }: FillPlace): boolean {
  if (item === undefined) return true
  const page = procedure.pages.find(({ id }) => id === pageId)
  return page?.kind === 'group' && answers.groups[page.group.id]?.some(({ id }) => id === item) === true
}

/**
 * Says which inputs a page was made from: whoever posts it back with another one than stands there now would write over
 * what they have not seen.
 */
export function digestShown(entries: Entries): string {
  const sorted = Object.entries(entries)
    .filter(([, values]) => values.some((value) => value !== ''))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  return base64url.encode(sha256(utf8.encode(JSON.stringify(sorted))).subarray(0, 12))
}
