import { foldText } from './fold.ts'

/** What somebody typed, folded, with what folding loses and a search wants: where words end, and what carries meaning. */
export type TypedWords = {
  readonly folded: string
  /** For each place in `folded`: the number of its word. A word ends at a space, a mark, and where 平仮名 begins or ends. */
  readonly wordOf: readonly number[]
  /** Places in `folded` that stand behind a space or a mark. */
  readonly apart: ReadonlySet<number>
  /** False for 平仮名, which stand between what is meant as often as they mean something. */
  readonly isMain: readonly boolean[]
  /** Places in `folded` of all that is main, in order: what is left of 引っ越し and of 引越し is 引越. */
  readonly stem: readonly number[]
}

const runs =
  /(\p{Script=Hiragana}+)|([\p{Script=Katakana}ー゛゜]+)|([\p{Script=Han}々〆]+)|([\p{Script=Latin}\p{M}]+)|(\p{N}+)|./gsu

export function readTyped(text: string): TypedWords {
  const wordOf: number[] = []
  const isMain: boolean[] = []
  const apart = new Set<number>()
  let folded = ''
  let word = 0
  let wasHiragana: boolean | undefined
  for (const [run, hiragana] of text.normalize('NFKC').matchAll(runs)) {
    // A polite お behind a particle is no long vowel of it: 犬のおやつ.
    const key = run
      .split(/(?<=[のを])(?=お)/u)
      .map(foldText)
      .join('')
    if (key === '') {
      // A variation selector or another invisible sign ends no word.
      if (!/^[\p{M}\p{Cf}]$/u.test(run)) wasHiragana = undefined
      continue
    }
    const isHiragana = hiragana !== undefined
    if (isHiragana !== wasHiragana) word++
    if (wasHiragana === undefined) apart.add(folded.length)
    wasHiragana = isHiragana
    folded += key
    for (let i = 0; i < key.length; i++) {
      wordOf.push(word)
      isMain.push(!isHiragana)
    }
  }
  return { folded, wordOf, apart, isMain, stem: [...isMain.keys()].filter((at) => isMain[at]) }
}

/** What is left of a word without 平仮名, where that is enough to be told from other words: two signs and more. */
export function readStem({ folded, stem }: TypedWords): string | undefined {
  return stem.length >= 2 && stem.length < folded.length ? stem.map((at) => folded.charAt(at)).join('') : undefined
}

/** How much a text says: a 漢字 as much as two of other signs. */
export function sizeOf(folded: string): number {
  let size = 0
  for (const character of folded) size += /\p{Script=Han}/u.test(character) ? 2 : 1
  return size
}
