import assert from 'node:assert/strict'
import type { Answers, Filling, Item } from '../answers.ts'
import type { FieldsPage, GroupPage } from '../definition.ts'
import { openScope } from '../flow/scope.ts'
import { checkCount } from '../flow/validate.ts'
import { walkBefore } from '../flow/walk.ts'
import { formLimits } from '../limits.ts'
import { collectEntries } from './collect-entries.ts'
import { type FieldsReading, readFields } from './read-fields.ts'

export type PageReading = Omit<FieldsReading, 'answers'> & { readonly answers: Answers }

export type PagePost = {
  readonly page: string
  readonly entries: Iterable<readonly [string, unknown]>
  /** An ISO instant, for the source of what was typed. */
  readonly now: string
}

/**
 * What somebody posted for a page of fields, into the answers they had. A field that is wrong or empty loses its answer;
 * what was typed comes back in `typed`. Entries that the page does not have are left alone.
 * The caller has made sure that there is such a page and that it asks something.
 */
export function readPosted(filling: Filling, { page: pageId, entries, now }: PagePost): PageReading {
  const { fields, rules } = getPage(filling, pageId, 'fields')
  const collected = collectEntries(entries)
  if (!collected) return tooLarge(filling, pageId)
  const { scope } = walkBefore(filling, pageId)
  const prior = filling.answers.fields
  const reading = readFields({ where: { page: pageId }, fields, rules, prior, collected, scope, now })
  return { ...reading, answers: { ...filling.answers, fields: reading.answers } }
}

/**
 * One item of a group page, or one more behind them where none has this id. The others stay as they are. Where no more
 * fit, the answers stay, too.
 */
export function readItem(filling: Filling, post: PagePost & { readonly item: string }): PageReading {
  const page = getPage(filling, post.page, 'group')
  const collected = collectEntries(post.entries)
  if (!collected) return tooLarge(filling, post.page)
  const items = listItems(filling, page)
  const prior = items.find(({ id }) => id === post.item)
  const { scope } = walkBefore(filling, post.page)
  const { fields, rules, calculated = [] } = page.group
  const reading = readFields({
    where: { page: page.id, item: post.item },
    fields,
    rules,
    prior: prior?.fields ?? {},
    collected,
    scope: openScope(calculated, scope.today, scope),
    now: post.now,
  })
  if (prior === undefined && items.length >= Math.min(page.group.countMax, formLimits.itemsMax))
    return { ...reading, answers: filling.answers, errors: checkCount(page, items.length + 1) }
  const item = { id: post.item, fields: reading.answers }
  const changed = prior === undefined ? [...items, item] : items.map((one) => (one === prior ? item : one))
  return { ...reading, answers: putItems(filling.answers, page, changed) }
}

/** Without one item of a group; those after it move up. */
export function removeItem(filling: Filling, { page: pageId, item }: { page: string; item: string }): Answers {
  const page = getPage(filling, pageId, 'group')
  const left = listItems(filling, page).filter(({ id }) => id !== item)
  return putItems(filling.answers, page, left)
}

type Kinds = { fields: FieldsPage; group: GroupPage }

function getPage<Kind extends keyof Kinds>({ procedure }: Filling, id: string, kind: Kind): Kinds[Kind] {
  const page = procedure.pages.find((one) => one.id === id)
  assert(page?.kind === kind)
  return page as Kinds[Kind]
}

function listItems({ answers }: Filling, { group }: GroupPage): readonly Item[] {
  return answers.groups[group.id] ?? []
}

function putItems(answers: Answers, { group }: GroupPage, items: readonly Item[]): Answers {
  return { ...answers, groups: { ...answers.groups, [group.id]: items } }
}

function tooLarge({ answers }: Filling, page: string): PageReading {
  return { answers, errors: [{ page, entry: '', code: 'FORM_TOO_LARGE', facts: {} }], typed: {}, unseen: [] }
}
