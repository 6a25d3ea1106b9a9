import type { FormError, Page } from '@madoguchi/forms'
import { reachable, validate } from '@madoguchi/forms'
import { type Looked, listHalves, lookAtHalf } from './half-places.ts'
import { namePlace } from './place.ts'

// Whether a draft is complete is asked here and nowhere else: by the answers alone, a box that may stay empty and whose text was
// refused looks like an empty one.

/**
 * All that is missing or wrong on this person's way, page by page: what stands, and where something could not be read yet, what was
 * typed.
 */
export function listWrong(fill: Looked): readonly FormError[] {
  const standing = validate(fill.filling)
  return reachable(fill.filling).flatMap((page) => {
    const halves = listHalves(fill, page)
    const named = new Set(halves.map(namePlace))
    const mine = standing.filter((error) => error.page === page.id)
    const half = halves.flatMap((place) => {
      const here = mine.filter(({ item }) => item === place.item)
      return lookAtHalf(fill, place).flatMap(({ asked, typed, errors }) =>
        typed === undefined ? here.filter(({ field }) => field === asked.field.id) : errors,
      )
    })
    return [...mine.filter((error) => !named.has(namePlace(error))), ...half]
  })
}

/** Nothing is missing, nothing is wrong, all that was typed was read, and no page stopped the way. */
export function isWhole(fill: Looked): boolean {
  return reachable(fill.filling).every(({ kind }) => kind !== 'stop') && listWrong(fill).length === 0
}

/** Where to go on with a draft: the first page that has something missing or wrong, or stops. Nothing if all is there. */
export function findUnfinished(fill: Looked): Page | undefined {
  const wrong = new Set(listWrong(fill).map(({ page }) => page))
  return reachable(fill.filling).find(({ id, kind }) => kind === 'stop' || wrong.has(id))
}
