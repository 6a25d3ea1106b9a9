import { formLimits, shownEntry } from '@madoguchi/forms'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import { z } from 'zod'
import type { Entries } from './entries.ts'

// Drafts from before items had ids tell the items of a group by their numbers.

const idBytes = 16

/**
 * The id of an item that had a number only. It follows from where it stood when its draft was last kept in that way, so
 * that whoever reads the draft before it is kept again calls it the same.
 */
export function deriveItemId(draft: string, { group, number }: { group: string; number: number }): string {
  const hash = sha256(utf8.encode(`madoguchi/1/draft-item\n${draft}\n${group}\n${number}`))
  return `itm_${base64url.encode(hash.subarray(0, idBytes))}`
}

/** The number that an item had, where it had one. */
export function findOlderNumber(draft: string, { group, item }: { group: string; item: string }): number | undefined {
  const numbers = Array.from({ length: formLimits.itemsMax }, (_, number) => number)
  return numbers.find((number) => deriveItemId(draft, { group, number }) === item)
}

/** What was typed for an item, by names without its number: `dogs.0.dogName` is `dogName`. So are those that it showed. */
export function renameOlderEntries(entries: Entries, { group, number }: { group: string; number: number }): Entries {
  const prefix = `${group}.${number}.`
  const rename = (name: string) => (name.startsWith(prefix) ? name.slice(prefix.length) : name)
  const renamed = Object.entries(entries).map(([name, values]): [string, readonly string[]] =>
    name === shownEntry ? [name, values.map(rename)] : [rename(name), values],
  )
  return Object.fromEntries(renamed)
}

const fields = z.record(z.string(), z.looseObject({ value: z.unknown() }))
const older = z.looseObject({
  answers: z.looseObject({ groups: z.record(z.string(), z.array(fields)) }),
  typed: z.record(z.string(), z.record(z.string(), z.array(z.string()))),
  removed: z.object({ group: z.string(), index: z.number().int().min(0), item: fields }).optional(),
})

/** The same draft with an id for each item; what is no draft stays as it is. */
export function renewContent(kept: unknown, draft: string): unknown {
  const read = older.safeParse(kept)
  if (!read.success) return kept
  const { answers, typed, removed, ...rest } = read.data
  const groups = Object.entries(answers.groups).map(([group, items]) => [
    group,
    items.map((item, number) => ({ id: deriveItemId(draft, { group, number }), fields: item })),
  ])
  return {
    ...rest,
    answers: { ...answers, groups: Object.fromEntries(groups) },
    typed: Object.fromEntries(Object.entries(typed).map(([place, entries]) => renewPlace(draft, place, entries))),
    ...(removed !== undefined && { removed: [renewRemoved(draft, removed)] }),
  }
}

/** A page of an item was named by its number, `dogs/0`, and its entries by the group’s id: `dogs.0.dogName`. */
function renewPlace(draft: string, place: string, entries: Entries): [string, Entries] {
  const [page, digits] = place.split('/')
  const [first = ''] = Object.keys(entries)
  const [group] = first.split('.')
  if (digits === undefined || group === undefined || group === '') return [place, entries]
  const number = Number(digits)
  return [`${page}/${deriveItemId(draft, { group, number })}`, renameOlderEntries(entries, { group, number })]
}

type OlderRemoved = { readonly group: string; readonly index: number; readonly item: unknown }

/** It had no number any more; one beyond all others is nobody else’s. When it was taken out was not kept. */
function renewRemoved(draft: string, { group, index, item }: OlderRemoved) {
  const id = deriveItemId(draft, { group, number: formLimits.itemsMax + index })
  const after = index === 0 ? {} : { after: deriveItemId(draft, { group, number: index - 1 }) }
  return { group, item: { id, fields: item }, ...after, at: '1970-01-01T00:00:00.000Z' }
}
