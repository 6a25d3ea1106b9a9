import type { LifeSituationId, Procedure } from '@madoguchi/forms'
import { isGrammar } from './kana-left.ts'
import { plainWords } from './plain-words.ts'
import { sizeOf } from './read-typed.ts'
import { situationPairs } from './situation-pairs.ts'
import { listTenses } from './tenses.ts'
import { type KnownWord, pairPrefix, type Span } from './vocabulary.ts'

/** The owner of a word of a pair until it has found the others: of one list in one set, or of those that count beside. */
function placeKey(situation: LifeSituationId, place: string): string {
  return `${pairPrefix}${situation}:${place}`
}

/** The words of all pairs, for the vocabulary. */
export function listPairWords(worth: number): readonly KnownWord[] {
  return [...situationPairs].flatMap(([situation, { sets, beside }]) =>
    [
      ...sets.flatMap((set, at) => set.map((words, side) => ({ words, place: `${at}:${side}` }))),
      { words: beside, place: 'beside' },
    ].flatMap(({ words, place }) =>
      words.flatMap(listTenses).map((word) => ({ word, owner: placeKey(situation, place), worth })),
    ),
  )
}

/** What leads somewhere: known words, those of pairs that are met, and the procedures that a whole pair leads to. */
type Paired = {
  readonly meant: readonly Span[]
  readonly whole: ReadonlySet<string>
  /** How much is said by words of pairs that found no other. */
  readonly aloneSize: number
}

export function pairUp(
  spans: readonly Span[],
  { procedures, worth }: { readonly procedures: readonly Procedure[]; readonly worth: number },
): Paired {
  const gained = spans.map(() => new Map<string, number>())
  const whole = new Set<string>()
  for (const situation of listSituations(spans)) {
    const prefix = placeKey(situation, '')
    const ofPair = spans.map(({ owners }) => [...owners.keys()].some((owner) => owner.startsWith(prefix)))
    const { sets = [], names = [] } = situationPairs.get(situation) ?? {}
    const isWhole = sets.some((set, at) => {
      const places = set.map((_, side) => placeKey(situation, `${at}:${side}`))
      return areMet(spans, places)
    })
    for (const { id, lifeSituations } of procedures) {
      if (!lifeSituations.includes(situation)) continue
      if (isWhole) whole.add(id)
      const isOwn = ({ key, owners }: Span, at: number) =>
        owners.has(id) && !plainWords.has(key) && (ofPair[at] === false || names.includes(key))
      const hasOwn = spans.some(isOwn)
      if (isWhole || hasOwn) for (const [at, of] of gained.entries()) if (ofPair[at] === true) of.set(id, worth)
    }
  }
  const all = spans.map((span, index) => {
    const own = plainWords.has(span.key) ? [] : [...span.owners].filter(([owner]) => !owner.startsWith(pairPrefix))
    return { ...span, owners: new Map([...(gained[index] ?? []), ...own]) }
  })
  const alone = all.filter(({ key, owners }, index) => {
    const isOfPair = (spans[index]?.owners.size ?? 0) > 0
    return owners.size === 0 && isOfPair && !plainWords.has(key) && !isGrammar(key)
  })
  return {
    meant: all.filter(({ owners }) => owners.size > 0),
    whole,
    aloneSize: sizeOf(
      alone.map(({ key }) => (/\p{Script=Han}/u.test(key) ? key.replace(/\p{Script=Hiragana}/gu, '') : key)).join(''),
    ),
  }
}

/** Of which situations there is any word of a pair. */
function listSituations(spans: readonly Span[]): readonly LifeSituationId[] {
  return [...situationPairs.keys()].filter((situation) =>
    spans.some(({ owners }) => [...owners.keys()].some((owner) => owner.startsWith(placeKey(situation, '')))),
  )
}

/** Whether each of the places has a word of its own. */
function areMet(spans: readonly Span[], places: readonly string[]): boolean {
  const [place, ...rest] = places
  if (place === undefined) return true
  return spans.some(
    (one) =>
      one.owners.has(place) &&
      areMet(
        spans.filter((other) => other !== one),
        rest,
      ),
  )
}
