import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { readStream } from '../pdf/read-object.ts'
import { entryOf, nameIn } from '../pdf/value.ts'
import type { Place } from './scan-references.ts'

type Standing = { readonly at: number; readonly number: number }

/** Where objects stand in the bytes: those that count and those that a newer version took the place of, in their order. */
export type Standings = { readonly counting: readonly Standing[]; readonly past: readonly Standing[] }

export function readStandings({ xref, budget }: Pdf): Standings {
  const [counting, past]: [Standing[], Standing[]] = [[], []]
  const seen = new Set<number>()
  for (const { entries } of xref.sections) {
    spend(budget, 'steps', entries.size)
    for (const [number, entry] of entries) {
      if (entry.kind === 'offset') (seen.has(number) ? past : counting).push({ at: entry.offset, number })
      seen.add(number)
    }
  }
  counting.sort((a, b) => a.at - b.at)
  past.sort((a, b) => a.at - b.at)
  return { counting, past }
}

/** Whether a place is in an older version of an object, and in nothing that counts. */
export function isPast(pdf: Pdf, standings: Standings, place: Place): boolean {
  if (place.inner !== undefined) return isPastInPack(pdf, { at: place.at, inner: place.inner })
  const old = lastBefore(standings.past, place.at)
  const live = lastBefore(standings.counting, place.at)
  if (old !== undefined && (live === undefined || (old.at > live.at && endOf(pdf, live.number) <= old.at))) return true
  // An object stream that is not encoded.
  const object = live === undefined ? undefined : pdf.find(live.number)
  const isPack = object?.value.kind === 'dict' && nameIn(entryOf(object.value, 'Type')) === 'ObjStm'
  if (!isPack || live === undefined || object.streamAt === undefined) return false
  return isPastInPack(pdf, { at: live.at, inner: place.at - object.streamAt })
}

function isPastInPack(pdf: Pdf, place: Required<Place>): boolean {
  const objects = pdf.source.packs.get(place.at)?.objects ?? []
  spend(pdf.budget, 'steps', objects.length)
  const [counting, past]: [Standing[], Standing[]] = [[], []]
  objects.forEach(({ number, cursor: { at } }, index) => {
    const entry = pdf.xref.get(number)
    const stream = entry?.kind === 'packed' && entry.index === index ? pdf.xref.get(entry.stream) : undefined
    ;(stream?.kind === 'offset' && stream.offset === place.at ? counting : past).push({ at, number })
  })
  const byPlace = (a: Standing, b: Standing) => a.at - b.at
  const old = lastBefore(past.sort(byPlace), place.inner)
  const live = lastBefore(counting.sort(byPlace), place.inner)
  if (old === undefined || live === undefined) return old !== undefined
  const value = pdf.find(live.number)?.value
  return value !== undefined && live.at < old.at && value.at + value.raw.length <= old.at
}

function lastBefore(list: readonly Standing[], at: number): Standing | undefined {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.at ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return list[low - 1]
}

function endOf({ bytes, budget, resolve, find }: Pdf, number: number): number {
  const object = find(number)
  if (object === undefined) return Infinity
  return object.streamAt === undefined ? object.endAt : readStream({ bytes, object, budget, resolve }).endAt
}
