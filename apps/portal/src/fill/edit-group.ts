import type { FormError, GroupPage } from '@madoguchi/forms'
import { readFilling } from './edit-draft.ts'
import type { Fills } from './fills.ts'
import { listWrong } from './list-wrong.ts'
import type { OpenDraft } from './open-draft.ts'
import { dropItem, findRemoved, type ItemPlace, putBackItem, type Removal } from './taken-out.ts'
import { addVisited } from './visited-pages.ts'

/** Takes an item out, as it was `seen`. */
export async function takeOut(
  fills: Pick<Fills, 'change'>,
  fill: OpenDraft,
  { place, seen }: { place: ItemPlace; seen: string },
): Promise<{ readonly fill: OpenDraft; readonly told: Removal }> {
  let told: Removal = 'gone'
  const changed = await fills.change(fill, (content) => {
    const read = readFilling(content, fill.filling)
    const dropped = dropItem(read.content, read.filling, { place, seen, now: fill.now })
    told = dropped.removal
    return told === 'removed' ? dropped.content : content
  })
  return { fill: changed, told }
}

/** Puts an item back. `full`: there is no room for it. */
export async function putBack(
  fills: Pick<Fills, 'change'>,
  fill: OpenDraft,
  place: ItemPlace,
): Promise<{ readonly fill: OpenDraft; readonly told: 'put-back' | 'full' }> {
  const changed = await fills.change(fill, (content) => {
    const read = readFilling(content, fill.filling)
    return putBackItem(read.content, read.filling, place)
  })
  const isOut = findRemoved(changed.draft.content, place.item) !== undefined
  return { fill: changed, told: isOut ? 'full' : 'put-back' }
}

/** Goes on from a list: where nothing is wrong with it, it was done. Gives what is wrong. */
export async function leaveGroup(
  fills: Pick<Fills, 'change'>,
  fill: OpenDraft,
  page: GroupPage,
): Promise<{ readonly fill: OpenDraft; readonly errors: readonly FormError[] }> {
  const errors = listWrong(fill).filter((error) => error.page === page.id)
  if (errors.length > 0) return { fill, errors }
  return { fill: await fills.change(fill, (content) => addVisited(content, page.id)), errors }
}
