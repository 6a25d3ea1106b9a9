import type { KnownWord } from './vocabulary.ts'

/** Two, three or more words of two 漢字 each. */
const compound = /^(?:\p{Script=Han}{2}){2,4}$/u

/**
 * The names as those who use them every day shorten them, by the first sign of each word of two: 児手 of 児童手当, 児扶手 of
 * 児童扶養手当; of two signs only where the whole is here (母家 of 母子家庭 is 母の家, too). What is a word already stays that
 * word.
 */
export function abbreviate(entries: readonly KnownWord[], isHere: (owner: string) => boolean): readonly KnownWord[] {
  const words = new Set(entries.map(({ word }) => word))
  return entries.flatMap(({ word, owner, worth }) => {
    const short = compound.test(word) ? Array.from(word).filter((_, at) => at % 2 === 0) : []
    const isTelling = short.length >= (isHere(owner) ? 2 : 3)
    return !isTelling || words.has(short.join('')) ? [] : [{ word: short.join(''), owner, worth }]
  })
}
