import type { Answers, Filling, PlainAnswers, Procedure } from '@madoguchi/forms'
import { fromPlain, prune, reachable } from '@madoguchi/forms'

/** What a person answers, and what has to come of it. One file of `walks/`. */
export type Walk = {
  /** Who comes with what: a sentence. */
  readonly title: string
  /** The day in Japan on which it happens: `2026-11-22`. */
  readonly today: string
  /** By the ids of fields and groups; also such as stayed over from another way. */
  readonly answers: PlainAnswers
  /** Ids of the pages on the way, in order. */
  readonly pages: readonly string[]
  /** Answers that are left out in the end: `spouseName`, `children.0.childAddress`. All others are kept as they are. */
  readonly dropped: readonly string[]
  /** What stands in the printed form, without spaces and line breaks; `○` stands before what is encircled. */
  readonly text?: readonly string[]
  readonly notInText?: readonly string[]
}

/** Throws a SyntaxError or a TypeError that says what is wrong with the file. */
export function parseWalk(json: string): Walk {
  const walk: Partial<Record<keyof Walk, unknown>> = Object(JSON.parse(json))
  for (const key of Object.keys(walk)) {
    if (!keys.includes(key as keyof Walk)) throw new TypeError(`a walk has no "${key}"`)
  }
  if (typeof walk.title !== 'string' || walk.title === '') throw new TypeError('"title" says who comes with what')
  if (typeof walk.today !== 'string') throw new TypeError('"today" is a day: "2026-11-22"')
  if (typeof walk.answers !== 'object' || walk.answers === null) throw new TypeError('"answers" has ids and values')
  for (const key of ['pages', 'dropped', 'text', 'notInText'] as const) {
    const list = walk[key] ?? (key === 'text' || key === 'notInText' ? [] : undefined)
    if (!Array.isArray(list) || !list.every((one) => typeof one === 'string')) {
      throw new TypeError(`"${key}" is a list of texts`)
    }
  }
  return walk as Walk
}

const keys: readonly (keyof Walk)[] = ['title', 'today', 'answers', 'pages', 'dropped', 'text', 'notInText']

type Followed = {
  readonly filling: Filling
  readonly pages: readonly string[]
  readonly dropped: readonly string[]
}

/** Goes the way of a walk's answers through a procedure. */
export function followWalk(procedure: Procedure, { answers, today }: Walk): Followed {
  const filling: Filling = {
    procedure,
    answers: fromPlain(answers, { from: 'typed', at: `${today}T00:00:00.000Z` }),
    today,
  }
  const kept = new Set(listPlaces(prune(filling)))
  return {
    filling,
    pages: reachable(filling).map(({ id }) => id),
    dropped: listPlaces(filling.answers).filter((place) => !kept.has(place)),
  }
}

function listPlaces({ fields, groups }: Answers): string[] {
  const ofItems = Object.entries(groups).flatMap(([group, items]) =>
    items.flatMap((item, at) => Object.keys(item.fields).map((id) => `${group}.${at}.${id}`)),
  )
  return [...Object.keys(fields), ...ofItems]
}
