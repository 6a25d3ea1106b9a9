import { sizeOfKana } from './kana-left.ts'
import { sizeOf, type TypedWords } from './read-typed.ts'
import type { Span } from './vocabulary.ts'

/** What one municipality says of its own about one procedure, folded. */
export type OwnWords = {
  /** Its sentences and its deadline. */
  readonly text: string
  /** The names of the counters that take it, each as it is called. */
  readonly counters: ReadonlySet<string>
}

export type OwnSource = (procedure: string) => OwnWords | undefined

/** One 漢字 stands in some word of any text. */
const wordSizeMin = 4

/**
 * Whether all that was asked is said of a procedure, by itself and by what a municipality wrote of it: 犬 and 港町出張所. What a
 * municipality wrote names no procedure by itself, for it speaks of much else (写真, 動物病院, 番号札); the name of a counter does.
 */
export function isExplained(
  asked: { readonly typed: TypedWords; readonly meant: readonly Span[]; readonly unknownAt: readonly number[] },
  id: string,
  own: OwnWords | undefined,
): boolean {
  if (own === undefined || asked.unknownAt.length === 0) return false
  const { typed, meant, unknownAt } = asked
  if (own.counters.has(typed.folded)) return true
  const isNamed = meant.some(({ owners }) => owners.has(id))
  const others = meant.filter(({ owners }) => !owners.has(id)).map(({ key }) => key)
  const known = new Set(meant.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)))
  return (
    isNamed &&
    sizeOfKana(typed, known) === 0 &&
    [...listWordsAt(typed, unknownAt), ...others].every(
      (word) => sizeOf(word) >= wordSizeMin && own.text.includes(word),
    )
  )
}

/** The whole words at these places, without 平仮名: 港町出張所, of which 町 alone is a plain word. */
function listWordsAt({ folded, wordOf, isMain }: TypedWords, places: readonly number[]): readonly string[] {
  return [...new Set(places.map((at) => wordOf[at]))].map((word) =>
    [...folded].filter((_, at) => wordOf[at] === word && isMain[at]).join(''),
  )
}
