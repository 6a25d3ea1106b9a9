import type { LeadPlace } from '../lead-places.ts'

/**
 * `title` is what the page calls it; `words` are other names and readings of it. `procedure` has the whole matter: where it
 * is here, nobody is told that it is not.
 */
export type Lead = {
  readonly title: string
  readonly place: LeadPlace
  /** The law that says whose matter it is; one whose law leaves it to several offices names where a citizen begins. */
  readonly basis: string
  readonly words: readonly string[]
  readonly procedure?: string
  /** What is said of many matters, and is of this one only beside, or only without, something else. */
  readonly ambiguous?: readonly Ambiguous[]
}

/** Words that count where one of `beside` stands among what was typed, if any is named, and none of `without`. */
type Ambiguous = {
  readonly words: readonly string[]
  readonly beside: readonly string[]
  readonly without: readonly string[]
}

export function makeLead(place: LeadPlace, named: Pick<Lead, 'title' | 'basis'>, words: string): Lead {
  return { ...named, place, words: listWords(words) }
}

export function makeAmbiguous(
  words: string,
  of: { readonly beside?: readonly string[]; readonly without?: readonly string[] },
): Ambiguous {
  return { words: listWords(words), beside: of.beside ?? [], without: of.without ?? [] }
}

function listWords(words: string): readonly string[] {
  return words.trim().split(/\s+/)
}

/** What is lost, and bites, and is no person. */
export const animalNames = listWords(
  '犬 いぬ イヌ わんちゃん ワンちゃん わんこ 猫 ねこ ネコ にゃん ペット インコ 文鳥 オウム うさぎ ウサギ ハムスター フェレット 亀 dog cat チワワ プードル 柴犬 ダックス',
)
export const personNames = listWords(
  '母 父 親 祖母 祖父 夫 妻 主人 旦那 おばあちゃん おじいちゃん ばあちゃん じいちゃん 子ども 子供 こども 息子 娘 家族 認知症 高齢者 老人 兄 姉 弟 妹 孫 おかあさん おとうさん',
)
export const partnerNames = listWords('夫 妻 主人 旦那 嫁 彼氏 彼女 恋人 パートナー 配偶者 元夫 元妻')
export const bicycleNames = listWords('自転車 じてんしゃ チャリ バイク 原付')
