import type { GroupPage } from '@madoguchi/forms'
import { findPage } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import type { ApiValue } from '../shell/operation.ts'
import { describePlace } from './describe-draft.ts'
import { leaveGroup, putBack, takeOut } from './edit-group.ts'
import { own } from './fill-form-entries.ts'
import { keep } from './fill-post.ts'
import type { Fills } from './fills.ts'
import type { OpenDraft } from './open-draft.ts'
import { digestShown, type FillPlace, isThere } from './place.ts'
import { findRemoved, getGroup, type ItemPlace } from './taken-out.ts'
import { type Entered, writeOver } from './write-over.ts'

type Place = ApiValue<'DraftPlace'>

/** What came of a wish to write: or what stands, where it is not what was seen, and nothing was written. */
export type Written<T> = { readonly value: T } | { readonly changed: Place }

/**
 * Writes into a place as its page's form would, by the same `keep`. `isNew`: an item that need not be there yet. Throws what
 * `writeOver` throws; ITEM_UNKNOWN, ITEM_TAKEN_OUT and ITEMS_FULL for an item.
 */
export async function writePlace(
  fills: Fills,
  fill: OpenDraft,
  { place, seen, entries, isNew = false }: { place: FillPlace; seen: string; entries: Entered; isNew?: boolean },
): Promise<Written<Place>> {
  const form = writeOver(fill, place, entries)
  form.set(own.seen, seen)
  if (isNew) form.set(own.isNew, '1')
  const { state, fill: now } = await keep(fills, { fill, form, goal: 'next', place })
  if (state === 'changed') return { changed: describePlace(now, place) }
  if (state === 'gone') throw refuseGone(now, place)
  if (!isThere(now.filling, place)) throw refuseFull(now, place)
  return { value: describePlace(now, place) }
}

/** An item that was not seen before: nothing stood in it. */
export function addItem(
  fills: Fills,
  fill: OpenDraft,
  { page, item, entries }: { page: string; item: string; entries: Entered },
): Promise<Written<Place>> {
  return writePlace(fills, fill, { place: { page, item }, seen: digestShown({}), entries, isNew: true })
}

/** A list is said to be whole; nothing is written into it. Throws ENTRY_UNKNOWN where something is. */
export async function leaveList(
  fills: Fills,
  fill: OpenDraft,
  { page, entries }: { page: string; entries: Entered },
): Promise<Written<Place>> {
  if (Object.keys(entries).length > 0)
    throw new AppError('ENTRY_UNKNOWN', 'A list has no entries of its own.', { facts: { at: 0 } })
  const { fill: now } = await leaveGroup(fills, fill, demandList(fill, page))
  return { value: describePlace(now, { page }) }
}

/** Takes an item out as it was `seen`; one that is out already stays out. Throws ITEM_UNKNOWN. */
export async function takeItemOut(
  fills: Fills,
  fill: OpenDraft,
  { place, seen }: { place: ItemPlace; seen: string },
): Promise<Written<OpenDraft>> {
  demandList(fill, place.page)
  const { fill: now, told } = await takeOut(fills, fill, { place, seen })
  if (told === 'changed') return { changed: describePlace(now, place) }
  if (told === 'gone') throw refuseGone(now, place)
  return { value: now }
}

/** Throws ITEM_UNKNOWN for one that neither stands nor was taken out, ITEMS_FULL. */
export async function returnItem(fills: Fills, fill: OpenDraft, place: ItemPlace): Promise<OpenDraft> {
  demandList(fill, place.page)
  const { fill: now, told } = await putBack(fills, fill, place)
  if (told === 'full') throw refuseFull(now, place)
  if (!isThere(now.filling, place)) throw refuseGone(now, place)
  return now
}

/** Throws PAGE_UNKNOWN for what is no list on this person's way. */
function demandList({ filling }: OpenDraft, page: string): GroupPage {
  const found = findPage(filling, page)?.page
  if (found?.kind !== 'group') throw new AppError('PAGE_UNKNOWN', 'There is no such list now.')
  return found
}

function refuseGone({ draft }: OpenDraft, { item = '' }: FillPlace): AppError {
  return findRemoved(draft.content, item) === undefined
    ? new AppError('ITEM_UNKNOWN', 'There is no such item.')
    : new AppError('ITEM_TAKEN_OUT', 'The item was taken out.')
}

function refuseFull({ filling }: OpenDraft, { page }: FillPlace): AppError {
  return new AppError('ITEMS_FULL', 'The list has as many as it takes.', {
    facts: { max: getGroup(filling, page).group.countMax },
  })
}
