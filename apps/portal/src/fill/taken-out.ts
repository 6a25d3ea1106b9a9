import type { Filling, GroupPage, Item, SummaryItem } from '@madoguchi/forms'
import { readKeptAnswers, removeItem, summarise } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import { type DraftContent, forgetOldest, type RemovedItem } from './draft-content.ts'
import { draftLimits } from './draft-limits.ts'
import { digestShown, isThere, listShown, listShownItems, namePlace } from './place.ts'

/** An item on the list of its group. */
export type ItemPlace = { readonly page: string; readonly item: string }

/**
 * What became of somebody's wish to take an item out. `removed-before`: it had been taken out already. `changed`: it says
 * something else by now than they saw. `gone`: nobody knows of it.
 */
export type Removal = 'removed' | 'removed-before' | 'changed' | 'gone'

/** What stands in each item, by id, as buttons that take them out say it: whoever presses one has seen this, and nothing else. */
export function digestItems(filling: Filling, content: DraftContent, page: string): ReadonlyMap<string, string> {
  return new Map([...listShownItems(filling, content, page)].map(([id, shown]) => [id, digestShown(shown)]))
}

/** Takes an item out, as it was `seen`; it can be put back until the draft ends. */
export function dropItem(
  content: DraftContent,
  filling: Filling,
  { place, seen, now }: { place: ItemPlace; seen: string; now: string },
): { readonly content: DraftContent; readonly removal: Removal } {
  const { group } = getGroup(filling, place.page)
  const items = filling.answers.groups[group.id] ?? []
  const at = items.findIndex(({ id }) => id === place.item)
  const item = items[at]
  const { removed = [] } = content
  if (item === undefined)
    return { content, removal: findRemoved(content, place.item) === undefined ? 'gone' : 'removed-before' }
  if (digestShown(listShown(filling, content, place)) !== seen) return { content, removal: 'changed' }
  const { [namePlace(place)]: typed, ...others } = content.typed
  const gone = { group: group.id, item, after: findBefore(removed, { group: group.id, items, at }), typed, at: now }
  const all = [...removed, gone]
  return {
    content: {
      ...content,
      answers: removeItem(filling, place),
      typed: others,
      removed: all.length > draftLimits.removedItemsMax ? forgetOldest(all) : all,
    },
    removal: 'removed',
  }
}

/** The one before it, among those that stand and those that were taken out there. */
function findBefore(
  removed: readonly RemovedItem[],
  { group, items, at }: { group: string; items: readonly Item[]; at: number },
): string | undefined {
  let before = items[at - 1]?.id
  for (;;) {
    const next = removed.find((one) => one.group === group && one.after === before)
    if (next === undefined) return before
    before = next.item.id
  }
}

export function findRemoved({ removed = [] }: DraftContent, item: string): RemovedItem | undefined {
  return removed.find((one) => one.item.id === item)
}

/** Puts an item back at its place, with what was half-written in it. The content as it was where it is not out, or none fits. */
export function putBackItem(content: DraftContent, filling: Filling, { page, item }: ItemPlace): DraftContent {
  const { group } = getGroup(filling, page)
  const { removed = [] } = content
  const found = findRemoved(content, item)
  const items = filling.answers.groups[group.id] ?? []
  if (found === undefined || found.group !== group.id || items.length >= group.countMax) return content
  if (isThere(filling, { page, item })) return content
  const place = namePlace({ page, item })
  const at = getPlaceOf(removed, found, items)
  return {
    ...content,
    answers: {
      ...filling.answers,
      groups: { ...filling.answers.groups, [group.id]: [...items.slice(0, at), found.item, ...items.slice(at)] },
    },
    typed: found.typed === undefined ? content.typed : { ...content.typed, [place]: found.typed },
    removed: removed.flatMap((one) => (one === found ? [] : [one])),
  }
}

/** Behind the nearest of those before it that stands. */
function getPlaceOf(removed: readonly RemovedItem[], { after }: RemovedItem, items: readonly Item[]): number {
  let before = after
  while (before !== undefined && !items.some(({ id }) => id === before)) {
    const id = before
    before = removed.find((one) => one.item.id === id)?.after
  }
  return before === undefined ? 0 : items.findIndex(({ id }) => id === before) + 1
}

/** What was taken out of a group, the newest first, in words as far as it could be read. */
export function listRemoved(
  filling: Filling,
  content: DraftContent,
  { id: page, group }: GroupPage,
): readonly { readonly removed: RemovedItem; readonly item: SummaryItem }[] {
  const mine = (content.removed ?? []).filter((one) => one.group === group.id).toReversed()
  return mine.flatMap((removed) => {
    const groups = { ...filling.answers.groups, [group.id]: [removed.item] }
    const read = readKeptAnswers(filling.procedure, { answers: { ...filling.answers, groups } })
    const shown = read.ok ? summarise({ ...filling, answers: read.value.answers }) : []
    const item = shown.find((one) => one.page.id === page)?.items[0]
    return item === undefined ? [] : [{ removed, item }]
  })
}

export function getGroup({ procedure }: Filling, pageId: string): GroupPage {
  const page = procedure.pages.find(({ id }) => id === pageId)
  if (page?.kind !== 'group') throw new AppError('PAGE_UNKNOWN', 'The procedure has no such group.')
  return page
}
