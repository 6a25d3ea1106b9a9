import type { Comparison } from './comparison.ts'
import type { HeldReference } from './held-references.ts'
import { placeIn } from './held-references.ts'
import { isPast } from './past-objects.ts'
import type { Place } from './scan-references.ts'

/**
 * Whether these references of the signed revision alone lead to an object. Only what has one use there may be renewed for
 * it; by the name of a key alone nobody knows its use, unless one of `keys`. What no longer counts in that revision leads
 * nowhere.
 */
export function isOnlyFrom(
  c: Comparison,
  number: number,
  references: readonly HeldReference[],
  keys: (key: string) => boolean = () => false,
): boolean {
  const places = c.references().listPlaces(number, c.endBytes)
  if (places === undefined) return false
  const own = references.flatMap(({ holder, ref }) =>
    ref.kind === 'ref' && ref.number === number ? [placeIn(c.before, holder, ref)] : [],
  )
  return places.every(
    (place) => keys(place.key) || own.some((one) => isSamePlace(one, place)) || isPast(c.before, c.standings(), place),
  )
}

function isSamePlace(one: Place, other: Place): boolean {
  return one.at === other.at && one.inner === other.inner
}
