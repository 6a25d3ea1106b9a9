import { foldText } from './fold.ts'
import type { Lead } from './leads/lead.ts'
import { sizeOf, type TypedWords } from './read-typed.ts'
import type { Span } from './vocabulary.ts'

type Rule = { readonly beside: readonly string[]; readonly without: readonly string[] }

/** For an owner: its ambiguous words as the vocabulary has them (`formsOf`), each with what has to stand beside it. */
type AmbiguousWords = ReadonlyMap<string, ReadonlyMap<string, Rule>>

export function readAmbiguous(
  leads: readonly Lead[],
  { ownerOf, formsOf }: { ownerOf(lead: Lead): string; formsOf(word: string): readonly string[] },
): AmbiguousWords {
  return new Map(
    leads.map((lead) => [
      ownerOf(lead),
      new Map(
        (lead.ambiguous ?? []).flatMap(({ words, beside, without }) => {
          const rule = { beside: beside.map(foldText), without: without.map(foldText) }
          return words.flatMap(formsOf).map((key) => [key, rule] as const)
        }),
      ),
    ]),
  )
}

/**
 * The spans without those owners of whom a word says nothing here: 行方不明 is a matter of dogs only beside one, and of people
 * only without. What is nobody's then counts as unknown, by `dropped`.
 */
export function dropAmbiguous(spans: readonly Span[], { folded }: TypedWords, words: AmbiguousWords) {
  const isMeant = (key: string, owner: string) => {
    const rule = words.get(owner)?.get(key)
    if (rule === undefined) return true
    const stands = (one: string) => folded.includes(one)
    return (rule.beside.length === 0 || rule.beside.some(stands)) && !rule.without.some(stands)
  }
  const all = spans.map((span) => {
    const owners = [...span.owners].filter(([owner]) => isMeant(span.key, owner))
    return { span: { ...span, owners: new Map(owners) }, isDropped: owners.length === 0 && span.owners.size > 0 }
  })
  return {
    spans: all.filter(({ isDropped }) => !isDropped).map(({ span }) => span),
    dropped: all.filter(({ isDropped }) => isDropped).reduce((sum, { span }) => sum + sizeOf(span.key), 0),
  }
}
