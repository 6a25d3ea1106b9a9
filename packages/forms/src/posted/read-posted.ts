import assert from 'node:assert/strict'
import type { Answers, FieldAnswers, Filling } from '../answers.ts'
import type { FieldsPage, GroupPage } from '../definition.ts'
import type { FormError } from '../flow/form-error.ts'
import { openScope, type Scope } from '../flow/scope.ts'
import { checkCount } from '../flow/validate.ts'
import { walkBefore } from '../flow/walk.ts'
import { formLimits } from '../limits.ts'
import { type Collected, collectEntries, listPostedItems } from './collect-entries.ts'
import { type FieldsReading, readFields } from './read-fields.ts'

export type PageReading = Omit<FieldsReading, 'answers'> & { readonly answers: Answers }

export type PagePost = {
  readonly page: string
  readonly entries: Iterable<readonly [string, unknown]>
  /** An ISO instant, for the source of what was typed. */
  readonly now: string
}

/**
 * What somebody posted for a page, into the answers they had. A field that is wrong or empty loses its answer; what
 * was typed comes back in `typed`. Entries that the page does not have are left alone. Items of a group are taken in
 * the order of their numbers and numbered anew; blank ones are left out.
 * The caller has made sure that there is such a page and that it asks something.
 */
export function readPosted(filling: Filling, { page: pageId, entries, now }: PagePost): PageReading {
  const page = getPage(filling, pageId)
  const collected = collectEntries(entries)
  if (!collected) return tooLarge(filling, pageId)
  const scope = walkBefore(filling, pageId).scope
  if (page.kind === 'group') return readGroup(filling, { page, collected, scope, now })
  const { fields, rules } = page
  const prior = filling.answers.fields
  const reading = readFields({ page, place: {}, postedPlace: {}, fields, rules, prior, collected, scope, now })
  return { ...reading, answers: { ...filling.answers, fields: reading.answers } }
}

/** One item of a group page, or one more where `item` is their number. The others stay as they are. */
export function readItem(filling: Filling, post: PagePost & { readonly item: number }): PageReading {
  const page = getPage(filling, post.page)
  assert(page.kind === 'group' && Number.isInteger(post.item) && post.item >= 0)
  const collected = collectEntries(post.entries)
  if (!collected) return tooLarge(filling, post.page)
  const items = listItems(filling, page)
  const item = Math.min(post.item, items.length)
  if (item >= Math.min(page.group.countMax, formLimits.itemsMax)) {
    return { answers: filling.answers, errors: checkCount(page, item + 1), typed: {}, unseen: [] }
  }
  const scope = walkBefore(filling, post.page).scope
  const reading = readOne(
    { page, collected, scope, now: post.now },
    { item, posted: post.item, prior: items[item] ?? {} },
  )
  const changed = [...items.slice(0, item), reading.answers, ...items.slice(item + 1)]
  return { ...reading, answers: putItems(filling.answers, page, changed) }
}

/** Without one item of a group; those after it move up. */
export function removeItem(filling: Filling, { page: pageId, item }: { page: string; item: number }): Answers {
  const page = getPage(filling, pageId)
  assert(page.kind === 'group')
  return putItems(
    filling.answers,
    page,
    listItems(filling, page).filter((_, at) => at !== item),
  )
}

type GroupRequest = {
  readonly page: GroupPage
  readonly collected: Collected
  readonly scope: Scope
  readonly now: string
}

function readGroup(filling: Filling, request: GroupRequest): PageReading {
  const { page, collected } = request
  const posted = listPostedItems(collected, page.group.id)
  const taken = posted.slice(0, Math.min(page.group.countMax, formLimits.itemsMax))
  const before = listItems(filling, page)
  const readings = taken.map((number, item) => readOne(request, { item, posted: number, prior: before[number] ?? {} }))
  const items = readings.map((reading) => reading.answers)
  return {
    answers: putItems(filling.answers, page, items),
    errors: [
      ...checkCount(page, posted.length),
      ...readings.flatMap((reading): readonly FormError[] => reading.errors),
    ],
    typed: Object.fromEntries(readings.flatMap(({ typed }) => Object.entries(typed))),
    unseen: readings.flatMap(({ unseen }) => unseen),
  }
}

type ItemRequest = { readonly item: number; readonly posted: number; readonly prior: FieldAnswers }

function readOne({ page, collected, scope, now }: GroupRequest, { item, posted, prior }: ItemRequest): FieldsReading {
  const { id: group, fields, rules, calculated = [] } = page.group
  const [place, postedPlace] = [
    { group, item },
    { group, item: posted },
  ]
  const own = openScope(calculated, scope.today, scope)
  return readFields({ page, place, postedPlace, fields, rules, prior, collected, scope: own, now })
}

function getPage({ procedure }: Filling, id: string): FieldsPage | GroupPage {
  const page = procedure.pages.find((one) => one.id === id)
  assert(page !== undefined && page.kind !== 'stop')
  return page
}

function listItems({ answers }: Filling, { group }: GroupPage): readonly FieldAnswers[] {
  return answers.groups[group.id] ?? []
}

function putItems(answers: Answers, { group }: GroupPage, items: readonly FieldAnswers[]): Answers {
  return { ...answers, groups: { ...answers.groups, [group.id]: items } }
}

function tooLarge({ answers }: Filling, page: string): PageReading {
  return { answers, errors: [{ page, entry: '', code: 'FORM_TOO_LARGE', facts: {} }], typed: {}, unseen: [] }
}
