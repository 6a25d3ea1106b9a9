import { idPattern } from '@madoguchi/kit'
import type { DraftContent, LastWriter } from './draft-content.ts'
import { type FillPlace, namePlace } from './place.ts'

/** So many places remember who wrote them last; of older ones a page that comes back is asked about, as any other is. */
const writersMax = 20

/**
 * Whether what stands at a place (`shown`, its digest) is what this very page wrote there. A browser shows a page again
 * as it was left, with what it had been made from: that it writes once more is nobody's quarrel.
 */
export function isOwnWriting(
  { writers }: DraftContent,
  { place, page, shown }: { place: FillPlace; page: string | null; shown: string },
): boolean {
  const last = writers?.find((writer) => writer.place === namePlace(place))
  return last !== undefined && last.page === page && last.shown === shown
}

/** The content with who wrote this place last. A page without an id, as a program's, is remembered by nobody. */
export function rememberWriter(
  content: DraftContent,
  { place, page, shown }: { place: FillPlace; page: string | null; shown: string },
): DraftContent {
  const { writers = [], ...others } = content
  const name = namePlace(place)
  const rest = writers.filter((writer) => writer.place !== name)
  const now: readonly LastWriter[] =
    page !== null && idPattern.test(page) ? [...rest, { place: name, page, shown }].slice(-writersMax) : rest
  return now.length === 0 ? others : { ...others, writers: now }
}
