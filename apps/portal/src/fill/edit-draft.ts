import type { Answer, Answers, Filling, PageReading, Procedure } from '@madoguchi/forms'
import { bindConfirmations, findPage, readItem, readKeptAnswers, readPosted } from '@madoguchi/forms'
import { AppError } from '@madoguchi/kit'
import type { DraftContent, ToldLeftOut } from './draft-content.ts'
import type { Entries } from './entries.ts'
import { sortTold, splitTyped, tellLeftOut } from './left-out.ts'
import { type FillPlace, isThere, namePlace } from './place.ts'
import { addVisited } from './visited-pages.ts'

export type DraftReading = {
  readonly filling: Filling
  /** The content with those answers only, and with what does not fit any more as it can be told. */
  readonly content: DraftContent
  /** What does not fit and was not kept by itself yet. */
  readonly leftOut: readonly ToldLeftOut[]
}

/** A draft's answers for the procedure as it is today. Throws DRAFT_BROKEN. */
export function readFilling(
  content: DraftContent,
  { procedure, today }: { procedure: Procedure; today: string },
): DraftReading {
  const read = readKeptAnswers(procedure, content)
  if (!read.ok) throw new AppError('DRAFT_BROKEN', 'A draft has answers that nobody can read.')
  const answers = bindConfirmations({ procedure, today, answers: read.value.answers })
  const { typed, leftOut: untyped } = splitTyped(content, procedure, read.value)
  const answered = read.value.leftOut.map((one) => ({ told: tellLeftOut(one, content, procedure), item: one.item }))
  const leftOut = sortTold([...answered, ...untyped])
  const told = [...(content.leftOut ?? []), ...leftOut]
  const adopted = { ...content, answers, typed, ...(leftOut.length > 0 && { leftOut: told }) }
  return { filling: { procedure, today, answers }, content: adopted, leftOut }
}

type Post = {
  readonly place: FillPlace
  readonly entries: readonly (readonly [string, string])[]
  /** Fields of which the page says that the card filled them in. */
  readonly fromCard: readonly string[]
  readonly now: string
}

/** Reads a page as if it had just been posted, and keeps nothing. */
export function readPost(filling: Filling, { place, entries, fromCard, now }: Post): PageReading {
  const { page, item } = place
  const reading =
    item === undefined ? readPosted(filling, { page, entries, now }) : readItem(filling, { page, item, entries, now })
  return fromCard.length === 0
    ? reading
    : { ...reading, answers: markCard(filling, { page, answers: reading.answers, fromCard }) }
}

/**
 * The draft with what was posted: what could be read as answers, and all of it as typed where something could not. An item
 * for which there was no room any more is not kept.
 */
export function keepPost(
  content: DraftContent,
  { filling, place }: { filling: Filling; place: FillPlace },
  { answers, errors, typed }: PageReading,
): DraftContent {
  if (!isThere({ ...filling, answers }, place)) return content
  const name = namePlace(place)
  const { [name]: _before, ...others } = content.typed
  return {
    ...(place.item === undefined ? addVisited(content, place.page) : content),
    answers,
    typed: errors.length === 0 ? others : { ...others, [name]: typed },
    at: place.page,
  }
}

type FromCard = { readonly page: string; readonly answers: Answers; readonly fromCard: readonly string[] }

/** Only what may come from this person's card; who sends the page says so, and nobody else has seen the card. */
function markCard(filling: Filling, { page, answers, fromCard }: FromCard): Answers {
  const asked = findPage({ ...filling, answers }, page)?.asked ?? []
  const fields = asked.filter(({ field, fill }) => fill?.from === 'card' && fromCard.includes(field.id))
  const marked = fields.flatMap(({ field: { id }, answer }): [string, Answer][] => {
    if (answer === undefined || answer === filling.answers.fields[id]) return []
    return [[id, { ...answer, source: { ...answer.source, from: 'card' } }]]
  })
  return { ...answers, fields: { ...answers.fields, ...Object.fromEntries(marked) } }
}

/** What is wrong with what was typed at a place before, read again. */
export function readAgain(
  filling: Filling,
  { typed }: DraftContent,
  place: FillPlace,
  now: string,
): PageReading | undefined {
  const name = namePlace(place)
  const entries = Object.hasOwn(typed, name) ? typed[name] : undefined
  return entries && readPost(filling, { place, entries: listPairs(entries), fromCard: [], now })
}

export function listPairs(entries: Entries): (readonly [string, string])[] {
  return Object.entries(entries).flatMap(([name, values]) => values.map((value) => [name, value] as const))
}
