import type { DraftContent, Entries } from './draft-content.ts'

/**
 * What was typed for the items of a group, after one went (`by` -1, its own is gone) or came (`by` 1): those from `from`
 * on have another number now, in their place and in the names of their entries.
 */
export function moveTyped(
  typed: DraftContent['typed'],
  { page, group, from, by }: { page: string; group: string; from: number; by: 1 | -1 },
): DraftContent['typed'] {
  const moved = Object.entries(typed).flatMap(([place, entries]): [string, Entries][] => {
    const [itsPage, number] = place.split('/')
    const item = Number(number)
    if (itsPage !== page || number === undefined || item < from) return [[place, entries]]
    if (by === -1 && item === from) return []
    return [[`${page}/${item + by}`, renameEntries(entries, { group, item, by })]]
  })
  return Object.fromEntries(moved)
}

function renameEntries(entries: Entries, { group, item, by }: { group: string; item: number; by: number }): Entries {
  const [before, after] = [`${group}.${item}.`, `${group}.${item + by}.`]
  return Object.fromEntries(
    Object.entries(entries).map(([name, values]) => [
      name.startsWith(before) ? after + name.slice(before.length) : name,
      values,
    ]),
  )
}
