import type { Asked, FieldAnswers, Filling, FormError } from '@madoguchi/forms'
import { reachable, relationshipOptions } from '@madoguchi/forms'
import { anyReader } from '../shell/words.ts'
import type { Entries } from './entries.ts'
import { isAnswered, type Looked, listHalves, lookAtHalf, parsePlace } from './half-places.ts'
import { type FillPlace, findAsked, isThere } from './place.ts'
import { sayTyped } from './say-typed.ts'
import { fillWords } from './words.ts'

/** A box whose text is no answer, and so on no paper. */
export type UnreadBox = {
  readonly error: FormError & { readonly field: string }
  readonly label: string
  /** What was typed, in words. */
  readonly said: string
}

/** Boxes on this person's way whose text no paper shows, in the order of the pages. */
export function listUnread(fill: Looked): readonly UnreadBox[] {
  return reachable(fill.filling).flatMap((page) =>
    listHalves(fill, page).flatMap((place) =>
      lookAtHalf(fill, place).flatMap(({ asked, typed = {}, errors }) => {
        const [error] = errors
        const said = sayBox(asked, typed)
        if (error === undefined || said === '' || isAnswered(asked)) return []
        return [{ error: { ...error, field: asked.field.id }, label: asked.field.label, said }]
      }),
    ),
  )
}

/** How many texts that were refused stand in boxes that are not asked for any more. */
export function countUnreadDropped({ filling, draft }: Pick<Looked, 'filling' | 'draft'>): number {
  const way = new Set(reachable(filling).map(({ id }) => id))
  const gone = Object.entries(draft.content.typed).flatMap(([name, entries]) => {
    const place = parsePlace(name)
    if (!isThere(filling, place)) return []
    const asked = way.has(place.page) ? (findAsked(filling, place) ?? []) : []
    const known = new Set([...asked.map(({ field }) => field.id), ...Object.keys(listAnswersAt(filling, place))])
    const boxes = Map.groupBy(Object.entries(entries), ([entry]) => entry.split('.')[0] ?? entry)
    return [...boxes].filter(([field, parts]) => !known.has(field) && sayTyped(parts) !== '')
  })
  return gone.length
}

function listAnswersAt({ procedure, answers }: Filling, { page: id, item }: FillPlace): FieldAnswers {
  const page = procedure.pages.find((one) => one.id === id)
  if (page?.kind !== 'group') return answers.fields
  return answers.groups[page.group.id]?.find((one) => one.id === item)?.fields ?? {}
}

// Of an account, what is chosen or ticked is no text.
const chosen = ['accountKind', 'codesUnknown', 'symbolConfirmed', 'holderConfirmed']

function sayBox({ field }: Asked, typed: Entries): string {
  switch (field.kind) {
    case 'confirm':
    case 'consent':
      return ''
    case 'choice':
    case 'choices':
      return sayTyped(Object.entries(typed), field.options)
    case 'relationship':
      return sayTyped(Object.entries(typed), relationshipOptions(field))
    case 'account':
      return sayTyped(Object.entries(typed).filter(([name]) => !chosen.includes(name.split('.')[1] ?? '')))
    case 'date':
      return sayDate(typed)
    default:
      return sayTyped(Object.entries(typed))
  }
}

/** 令和2026年3月31日, as far as it was typed. */
function sayDate(typed: Entries): string {
  const { units } = fillWords(anyReader).unread
  const parts = Object.entries(typed).map(([name, values]) => {
    const unit = units[name.split('.')[1] ?? ''] ?? ''
    return [name, values.map((value) => (value.trim() === '' ? '' : `${value.trim()}${unit}`))] as const
  })
  return sayTyped(parts).replaceAll(' ', '')
}
