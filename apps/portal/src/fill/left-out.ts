import type { Answers, FieldAnswers, LeftOut, Page, Procedure } from '@madoguchi/forms'
import { getFieldKind, holdsMyNumber, itemTitle, listFields, shownEntry } from '@madoguchi/forms'
import { base64url, sha256, utf8 } from '@madoguchi/kit'
import type { DraftContent, ToldLeftOut } from './draft-content.ts'
import type { Entries } from './entries.ts'
import { sayTyped } from './say-typed.ts'

// What another version of the questions has no place for. It stays in the draft, in words, until its writer says that they
// have it.

/** By the words it was asked in, and the item of a list that it stood in by what that is called and says. */
export function tellLeftOut(
  { id, label, said, item }: LeftOut,
  { labels, itemTitles }: Pick<DraftContent, 'labels' | 'itemTitles'>,
  { pages }: Procedure,
): ToldLeftOut {
  const asked = findOwn(labels, id) ?? label
  const now = pages.find((page) => page.kind === 'group' && page.group.id === item?.group)
  const title = findOwn(itemTitles, item?.group) ?? (now?.kind === 'group' ? now.group.itemTitle : undefined)
  return {
    ...(asked !== undefined && { label: asked }),
    ...(said !== undefined && { said }),
    ...(item !== undefined && {
      item: {
        ...(title === undefined ? { number: item.number + 1 } : { title: itemTitle(title, item.number) }),
        ...(item.said !== undefined && { said: item.said }),
      },
    }),
  }
}

function findOwn(texts: Readonly<Record<string, string>> | undefined, id: string | undefined): string | undefined {
  return texts !== undefined && id !== undefined && Object.hasOwn(texts, id) ? texts[id] : undefined
}

/** With the item that it stood in, counted from 0. */
type Told = {
  readonly told: ToldLeftOut
  readonly item: { readonly group: string; readonly number: number } | undefined
}

/** All of an item together, the first item first; what stood in none comes behind them. */
export function sortTold(all: readonly Told[]): readonly ToldLeftOut[] {
  const groups = [...new Set(all.flatMap(({ item }) => item?.group ?? []))]
  const rank = ({ item }: Told) => (item === undefined ? [groups.length, 0] : [groups.indexOf(item.group), item.number])
  const ranked = all.map((one) => ({ told: one.told, at: rank(one) }))
  return ranked
    .sort((a, b) => (a.at[0] ?? 0) - (b.at[0] ?? 0) || (a.at[1] ?? 0) - (b.at[1] ?? 0))
    .map(({ told }) => told)
}

type Split = { readonly typed: DraftContent['typed']; readonly leftOut: readonly Told[] }

/**
 * What was typed, could not be read yet, and has no box any more: half a word is somebody’s too. What it was typed as of an
 * answer that is left out goes with that.
 */
export function splitTyped(
  content: DraftContent,
  procedure: Procedure,
  { answers, leftOut: answered }: { answers: Answers; leftOut: readonly LeftOut[] },
): Split {
  const typed: Record<string, Entries> = {}
  const leftOut: Told[] = []
  const kept = (item: string | undefined) => findFields(answers, item)
  const isTold = (item: string | undefined, field: string) =>
    !Object.hasOwn(kept(item), field) && answered.some((one) => one.id === field && idOf(content, one) === item)
  for (const [place, entries] of Object.entries(content.typed)) {
    const [pageId, item] = place.split('/')
    const page = procedure.pages.find(
      ({ id, kind }) => id === pageId && kind === (item === undefined ? 'fields' : 'group'),
    )
    const known = new Set(page === undefined ? [] : listFields(page).map(({ id }) => id))
    const untold = Object.entries(entries).filter(([name]) => !isTold(item, fieldOf(name)))
    const stays = untold.filter(([name]) => name === shownEntry || known.has(fieldOf(name)))
    if (page !== undefined) typed[place] = Object.fromEntries(stays)
    const said = page && sayFirst(page, kept(item))
    leftOut.push(...tellTyped(content, { item, said, gone: untold.filter((one) => !stays.includes(one)) }))
  }
  return { typed, leftOut }
}

function idOf({ answers }: DraftContent, { item }: LeftOut): string | undefined {
  return item === undefined ? undefined : answers.groups[item.group]?.[item.number]?.id
}

function findFields(answers: Answers, item: string | undefined) {
  return item === undefined ? answers.fields : (findStood(answers, item)?.fields ?? {})
}

/** What an item says first, as it is told of one that was answered. */
function sayFirst(page: Page, answers: FieldAnswers): string | undefined {
  const field = page.kind === 'group' ? listFields(page).find(({ id }) => Object.hasOwn(answers, id)) : undefined
  const answer = field && answers[field.id]
  return field && answer && getFieldKind(field).format(answer.value, field)
}

type Gone = {
  readonly item: string | undefined
  readonly said: string | undefined
  readonly gone: readonly (readonly [string, readonly string[]])[]
}

function tellTyped(content: DraftContent, { item, said: first, gone }: Gone): readonly Told[] {
  const { answers, labels, wordings, itemTitles } = content
  const stood = findStood(answers, item)
  const answered = item === undefined ? answers.fields : (stood?.fields ?? {})
  const title = findOwn(itemTitles, stood?.group)
  return [...Map.groupBy(gone, ([name]) => fieldOf(name))].flatMap(([field, parts]) => {
    // What could be read is told as an answer.
    if (Object.hasOwn(answered, field)) return []
    const options = wordings !== undefined && Object.hasOwn(wordings, field) ? wordings[field]?.options : undefined
    const label = findOwn(labels, field)
    const said = sayTyped(parts, options)
    if (said === '') return []
    const which = stood && {
      ...(title === undefined ? { number: stood.number + 1 } : { title: itemTitle(title, stood.number) }),
      ...(first !== undefined && { said: first }),
    }
    const told = {
      ...(label !== undefined && { label }),
      ...(!holdsMyNumber(said) && { said }),
      ...(which !== undefined && { item: which }),
    }
    return [{ told, item: stood && { group: stood.group, number: stood.number } }]
  })
}

function findStood({ groups }: DraftContent['answers'], item: string | undefined) {
  return Object.entries(groups)
    .flatMap(([group, items]) => items.map(({ id, fields }, number) => ({ id, group, number, fields })))
    .find(({ id }) => id === item)
}

function fieldOf(name: string): string {
  return name.split('.')[0] ?? name
}

/** Whoever says that they have it has seen this, and nothing else. */
export function digestLeftOut(leftOut: readonly ToldLeftOut[]): string {
  return base64url.encode(sha256(utf8.encode(JSON.stringify(leftOut))).subarray(0, 12))
}

/** Takes away what was `seen`: the content as it was where something else stands there by now. It can be put back. */
export function putAwayLeftOut(content: DraftContent, seen: string): DraftContent {
  const { leftOut = [] } = content
  if (leftOut.length === 0 || digestLeftOut(leftOut) !== seen) return content
  return { ...content, leftOut: [], putAway: leftOut }
}

/** Puts back what was taken away last, before what came since. */
export function putBackLeftOut(content: DraftContent): DraftContent {
  const { leftOut = [], putAway = [] } = content
  return putAway.length === 0 ? content : { ...content, leftOut: [...putAway, ...leftOut], putAway: [] }
}
