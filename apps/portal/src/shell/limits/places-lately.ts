import type { Clock } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'

/** Whose last place was so long ago is forgotten, and stands with those who never had one. */
const keptMs = 5 * minuteMs
const keptMax = 10_000
/** A page and its file are two places: up to here nobody stands behind anybody. */
const freePlaces = 2

type PlacesLately = {
  /** How far this one stands behind others, if it had `more` places. */
  rankOf(who: string, more?: number): number
  add(who: string): void
}

/**
 * Remembers for some minutes who had how many places, whether a turn came of them or not. Whoever is turned away at once had
 * none: trying again takes nothing from anybody.
 */
export function rememberPlaces(clock: Clock): PlacesLately {
  const places = new Map<string, { count: number; until: number }>()
  function countOf(who: string): number {
    const known = places.get(who)
    return known !== undefined && known.until > clock.now().getTime() ? known.count : 0
  }
  return {
    rankOf: (who, more = 0) => Math.max(freePlaces, countOf(who) + more),
    add(who) {
      const count = countOf(who) + 1
      places.delete(who)
      if (places.size >= keptMax) places.delete(places.keys().next().value ?? '')
      places.set(who, { count, until: clock.now().getTime() + keptMs })
    },
  }
}
