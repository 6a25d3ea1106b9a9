import { categories, lifeSituations, type Procedure } from '@madoguchi/forms'
import { foldText } from './fold.ts'
import { findSimilar, pairsOf } from './similar.ts'

/** Where a word was found, the weightiest first; shown to whoever wonders why something is in the list. */
export const reasons = ['title', 'keyword', 'theme', 'text', 'municipality'] as const
export type Reason = (typeof reasons)[number]

export type Hit = { readonly procedure: Procedure; readonly score: number; readonly reason: Reason | undefined }

type Indexed = {
  readonly procedure: Procedure
  readonly titles: readonly string[]
  readonly keywords: readonly string[]
  readonly themes: readonly string[]
  readonly text: string
}

export type ProcedureIndex = {
  readonly all: readonly Procedure[]
  get(id: string): Procedure | undefined
  /**
   * Points of one procedure for folded words, undefined unless every word is somewhere. `ownText` gives what a
   * municipality says of its own, folded; it is asked only for a word that is nowhere else.
   */
  score(id: string, words: readonly string[], ownText?: () => string): Hit | undefined
  findSimilar(folded: string): readonly Procedure[]
}

/** Points for the whole word, for how a text begins, for anywhere in it; the best place of a word counts. */
const points = { whole: 100, begins: 60, within: 40, contains: 35, keyword: 50, inKeyword: 30, theme: 20, text: 10 }

export function makeProcedureIndex(procedures: readonly Procedure[]): ProcedureIndex {
  const sorted = [...procedures].sort((a, b) => compareTexts(a.titleKana, b.titleKana) || compareTexts(a.id, b.id))
  const indexed = new Map(sorted.map((procedure) => [procedure.id, indexProcedure(procedure)]))
  const similar = [...indexed.values()].map(({ procedure, titles, keywords }) => ({
    item: procedure,
    pairs: [...titles, ...keywords].map(pairsOf),
  }))
  return {
    all: sorted,
    get: (id) => indexed.get(id)?.procedure,
    score(id, words, ownText) {
      const one = indexed.get(id)
      if (one === undefined) return undefined
      let score = 0
      let reason: Reason | undefined
      for (const word of words) {
        const found = scoreWord(one, word) ?? (ownText?.().includes(word) ? ownHit : undefined)
        if (found === undefined) return undefined
        score += found.score
        if (reason === undefined || reasons.indexOf(found.reason) < reasons.indexOf(reason)) reason = found.reason
      }
      return { procedure: one.procedure, score, reason }
    },
    findSimilar: (folded) => findSimilar(folded, similar),
  }
}

type WordHit = { readonly score: number; readonly reason: Reason }
const ownHit: WordHit = { score: 5, reason: 'municipality' }

function scoreWord({ titles, keywords, themes, text }: Indexed, word: string): WordHit | undefined {
  if (titles.includes(word)) return { score: points.whole, reason: 'title' }
  if (titles.some((title) => title.startsWith(word))) return { score: points.begins, reason: 'title' }
  if (keywords.includes(word)) return { score: points.keyword, reason: 'keyword' }
  if (titles.some((title) => title.includes(word))) return { score: points.within, reason: 'title' }
  // A sentence: 児童手当をもらいたい holds a keyword.
  if (keywords.some((keyword) => keyword.length >= 2 && word.includes(keyword)))
    return { score: points.contains, reason: 'keyword' }
  if (keywords.some((keyword) => keyword.includes(word))) return { score: points.inKeyword, reason: 'keyword' }
  if (themes.some((theme) => theme.includes(word))) return { score: points.theme, reason: 'theme' }
  if (text.includes(word)) return { score: points.text, reason: 'text' }
  return undefined
}

function indexProcedure(procedure: Procedure): Indexed {
  const { title, titleKana, keywords, category, lifeSituations: situations, summary, forWhom, needed } = procedure
  return {
    procedure,
    titles: [title, titleKana].map(foldText),
    keywords: [title, ...keywords].map(foldText),
    themes: [categories[category], ...situations.map((id) => lifeSituations[id])].map(foldText),
    text: [summary, forWhom, ...needed.map((one) => one.text)].map(foldText).join('\n'),
  }
}

/** By code points, on every machine alike. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
