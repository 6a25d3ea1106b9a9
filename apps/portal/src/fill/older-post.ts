import type { GroupPage } from '@madoguchi/forms'
import { own } from './fill-form-entries.ts'
import type { FillPost } from './fill-post.ts'
import { deriveItemId, renameOlderEntries } from './older-content.ts'
import { digestShown, isThere, listShown } from './place.ts'
import { findRemoved } from './taken-out.ts'

/**
 * What a page of an item from before items had ids posts to its number, as a page of today would post it: it was open while
 * the portal was renewed. What it was made from is compared in its own names, and one that was never there is a new one.
 */
export function renewPost(post: FillPost, { id: page, group }: GroupPage): FillPost {
  const { fill, form } = post
  const { draft, content } = fill.draft
  const at = { group: group.id, number: Number(post.place.item) }
  const item = deriveItemId(draft, at)
  const place = { page, item }
  const named = [...new Set(form.keys())].map((name): [string, readonly string[]] => [name, form.getAll(name)])
  const renamed = Object.entries(renameOlderEntries(Object.fromEntries(named), at))
  const renewed = new URLSearchParams(
    renamed.flatMap(([name, values]) => values.map((value): [string, string] => [name, value])),
  )
  const shown = listShown(fill.filling, content, place)
  const older = Object.entries(shown).map(([name, values]) => [`${group.id}.${at.number}.${name}`, values] as const)
  if (form.get(own.seen) === digestShown(Object.fromEntries(older))) renewed.set(own.seen, digestShown(shown))
  const isNew = !isThere(fill.filling, place) && findRemoved(content, item) === undefined
  if (isNew) renewed.set(own.isNew, '1')
  return { ...post, form: renewed, place }
}
