import { categories, lifeSituations, type Procedure } from '@madoguchi/forms'
import { abbreviate } from './abbreviate.ts'
import { dropAmbiguous, readAmbiguous } from './ambiguous.ts'
import { foldText } from './fold.ts'
import { readHalfKana } from './half-kana.ts'
import type { Lead } from './leads/lead.ts'
import { listLeads } from './leads.ts'
import { asksOffice } from './office-words.ts'
import { isExplained, type OwnSource } from './own-words.ts'
import { listPairWords, pairUp } from './pair-up.ts'
import { plainWords, stripPlainWords } from './plain-words.ts'
import { readTyped, sizeOf, type TypedWords } from './read-typed.ts'
import { readRoman } from './roman-kana.ts'
import { readSentences, readTail } from './sentences.ts'
import { situationWords } from './situation-words.ts'
import { formsOf, type KnownWord, makeVocabulary, type Span } from './vocabulary.ts'

/** Where a word was found, the weightiest first; shown to whoever wonders why something is in the list. */
export const reasons = ['title', 'keyword', 'theme', 'text', 'municipality'] as const
export type Reason = (typeof reasons)[number]

export type Hit = { readonly procedure: Procedure; readonly score: number; readonly reason: Reason | undefined }

export type WordsFound = {
  /** Best first. */
  readonly hits: readonly Hit[]
  /** Where there is no hit: what it is if one sign was mistyped. */
  readonly nearby: readonly Procedure[]
  /** What was asked about and is not here, the likeliest first. */
  readonly leads: readonly Lead[]
}

type Scored = { readonly procedure: Procedure; readonly score: number }

type ProcedureIndex = {
  readonly all: readonly Procedure[]
  get(id: string): Procedure | undefined
  /** `own` is what a municipality says of its own about a procedure; asked only for what is nowhere else. */
  find(words: string, own?: OwnSource): WordsFound
}

/** What a sign of a word is worth by where the word stands (decision 0056). */
const worth = { title: 4, lead: 4, keyword: 3, theme: 2, text: 1, municipality: 1 } as const
const leadPrefix = 'lead:'
const middleDot = '\u30fb'
const leadsShownMax = 3
const nearbyMax = 3
/** A shorter beginning, two 漢字, begins many words: 訪問 is no 訪問看護, 保険 no 保険証. */
const beginningSizeMin = 6

export function makeProcedureIndex(procedures: readonly Procedure[]): ProcedureIndex {
  const sorted = [...procedures].sort((a, b) => compareTexts(a.titleKana, b.titleKana) || compareTexts(a.id, b.id))
  const byId = new Map(sorted.map((procedure) => [procedure.id, procedure]))
  const leads = listLeads(new Set(byId.keys()))
  const byTitle = new Map(leads.map((lead) => [leadKey(lead), lead]))
  const words = [...sorted.flatMap(listWords), ...leads.flatMap(listLeadWords)]
  const vocabulary = makeVocabulary([
    ...words,
    ...abbreviate(words, (owner) => byId.has(owner)),
    ...listPairWords(worth.theme),
  ])

  const ambiguous = readAmbiguous(leads, { ownerOf: leadKey, formsOf })

  function split(scores: ReadonlyMap<string, number>) {
    const ranked = [...scores].sort((a, b) => b[1] - a[1])
    return {
      procedures: ranked.flatMap(([id, score]) => {
        const procedure = byId.get(id)
        return procedure === undefined ? [] : [{ procedure, score }]
      }),
      leads: ranked.flatMap(([id, score]) => {
        const lead = byTitle.get(id)
        return lead === undefined ? [] : [{ lead, score }]
      }),
    }
  }

  /** `isTyped`: it stands so, with no plain word left out behind it: 健康手帳 is no beginning of 健康診断. */
  function suggestNear(folded: string, of: { readonly isTyped?: boolean; readonly lengths?: readonly number[] }) {
    const begun =
      of.isTyped === true && sizeOf(folded) >= beginningSizeMin
        ? vocabulary.beginning(folded)
        : new Map<string, number>()
    const near = begun.size > 0 ? begun : vocabulary.oneSlipFrom(folded, of.lengths)
    const { procedures: alike, leads: others } = split(near)
    const best = others[0]?.score ?? 0
    const isHere = alike.length > 0 && (alike[0]?.score ?? 0) >= Math.min(best, worth.keyword)
    return {
      hits: [],
      nearby: isHere ? alike.slice(0, nearbyMax).map(({ procedure }) => procedure) : [],
      leads: others.slice(0, leadsShownMax).map(({ lead }) => lead),
    }
  }

  /** 認定, or 証明書, says nothing of which, but may be all that somebody remembers. */
  function suggestTitled(folded: string): WordsFound {
    const isEnough = sizeOf(folded) >= 4
    const titled = sorted.filter(({ title }) => isEnough && foldText(title).includes(folded))
    return { hits: [], nearby: titled.slice(0, nearbyMax), leads: [] }
  }

  return {
    all: sorted,
    get: (id) => byId.get(id),
    find(words, own) {
      const tail = readTail(words)
      const asked = tail === undefined ? undefined : searchFor(tail, own)
      if (asked !== undefined && isFound(asked)) return asked
      const found = searchFor(words, own)
      if (found.hits.length === 0) {
        const told = findInStory(words, own)
        if (told !== undefined) return told
      }
      const other = readHalfKana(words) ?? readRoman(words)
      return isFound(found) || other === undefined ? found : preferFound(searchFor(other, own), found)
    },
  }

  /** What one sentence of several finds, where the others lead nowhere else: おめでたです。市に何か出しますか. */
  function findInStory(words: string, own?: OwnSource): WordsFound | undefined {
    const sentences = readSentences(words)
    if (sentences.length < 2 || !asksOffice(readTyped(words).folded, [])) return undefined
    const found = sentences.map((sentence) => searchFor(sentence, own)).filter(isFound)
    const firsts = new Set(found.map(({ hits }) => hits[0]?.procedure.id))
    const [narrowest] = found.toSorted((a, b) => a.hits.length - b.hits.length)
    return firsts.size === 1 && !firsts.has(undefined) ? narrowest : undefined
  }

  /** Whether nothing else stands there that is unknown: 児堂手当 くらし is no slip, 児堂手当 申請 is one. */
  function isPlain(rest: string): boolean {
    const { unknownSize, sumUnknown } = vocabulary.read(readTyped(rest))
    return unknownSize === 0 && sumUnknown() === 0
  }

  function searchFor(words: string, own?: OwnSource): WordsFound {
    const typed = readTyped(words)
    const read = vocabulary.read(typed)
    const { spans, dropped } = dropAmbiguous(read.spans, typed, ambiguous)
    const unknownSize = Math.max(read.unknownSize, dropped)
    const { meant, whole, aloneSize } = pairUp(spans, { procedures: sorted, worth: worth.theme })
    const { procedures: found, leads: elsewhere } = split(scoreSpans(meant))
    const [first] = found
    const [away] = elsewhere
    // What is not here wins only by a word that says more than all that leads here.
    const isAway =
      away !== undefined &&
      away.score > (first?.score ?? 0) &&
      (first === undefined || !namesIt(meant, first.procedure.id)) &&
      hasWordOfItsOwn(meant, leadKey(away.lead), first?.procedure.id)
    const isMeant = ({ procedure: { id }, score }: Scored) => {
      if (namesIt(meant, id)) return score >= unknownSize
      if (isHeadElsewhere(meant, typed)) return false
      const ofIt = meant.filter(({ owners }) => owners.has(id))
      const isOffice = asksOffice(
        typed.folded,
        ofIt.filter(({ key }) => !plainWords.has(key)),
      )
      // Words of pairs alone, 家 and 傾いた, tell none.
      const isStory = spans.some(({ owners }) => owners.has(id)) && new Set(ofIt.map(({ key }) => key)).size > 1
      const strange = isOffice
        ? unknownSize
        : read.sumUnknown({ isStory }) + dropped + (isStory ? aloneSize / 2 : aloneSize)
      const unknown = strange + sizeOfLeads(meant, id)
      if (isOffice) return sizeOf([...new Set(ofIt.map(({ key }) => key))].join('')) > unknown
      return saysMost(ofIt, { id, unknown, isPaired: whole.has(id) })
    }
    const sumUnknown = () => read.sumUnknown() + dropped
    const hits =
      isAway || isOfTheDead(typed.folded, elsewhere.length)
        ? []
        : found
            .filter(isMeant)
            .filter(({ procedure: { id } }, _, all) => {
              const best = all.find((one) => hasName(meant, one.procedure.id)) ?? all[0]
              return !saysLess(meant, { id, best: best?.procedure.id, whole })
            })
            .sort((a, b) => Number(hasName(meant, b.procedure.id)) - Number(hasName(meant, a.procedure.id)))
            .map(({ procedure, score }) => ({ procedure, score, reason: reasonOf(meant, procedure.id) }))
    const shown = elsewhere
      .filter(({ score }) => score >= (away?.score ?? 0) / 2)
      .filter(({ lead }) => isLedTo(meant, leadKey(lead), sumUnknown))
      .slice(0, leadsShownMax)
    if (hits.length > 0 || shown.length > 0) return { hits, nearby: [], leads: shown.map(({ lead }) => lead) }
    const asked = { typed, meant, unknownAt: read.unknownAt }
    const ofOwn = own === undefined ? [] : sorted.filter(({ id }) => isExplained(asked, id, own(id)))
    if (ofOwn.length > 0) return { hits: ofOwn.map(nameOwn), nearby: [], leads: [] }
    if (unknownSize === 0 && aloneSize === 0 && spans.length > 0) return suggestTitled(typed.folded)
    for (const [run] of words.matchAll(/\p{Script=Han}{4,8}/gu)) {
      const near = vocabulary.has(foldText(run)) ? undefined : suggestNear(foldText(run), { lengths: [0] })
      if (near !== undefined && near.nearby.length > 0) return near
    }
    for (const { text, isTyped, rest } of listNearTexts(words)) {
      const isAsked = !vocabulary.has(text) && isPlain(rest)
      const near = isAsked ? suggestNear(text, { isTyped }) : undefined
      if (near !== undefined && (near.nearby.length > 0 || near.leads.length > 0)) return near
    }
    return { hits: [], nearby: [], leads: [] }
  }
}

/** The whole, and each of its words, with and without the plain words behind it: at most these are compared with all that is known. */
const nearTextsMax = 12

function listNearTexts(words: string) {
  const parts = [...new Set([words, ...words.split(/\s+/)])]
  return parts
    .flatMap((part) =>
      stripPlainWords(part).map((text, at) => ({ text, isTyped: at === 0, rest: words.replace(part, ' ') })),
    )
    .slice(0, nearTextsMax)
}

function isFound({ hits, leads }: WordsFound): boolean {
  return hits.length > 0 || leads.length > 0
}

/** What another reading of the words found, or else what the words as they were typed may have meant. */
function preferFound(read: WordsFound, typed: WordsFound): WordsFound {
  return isFound(read) || typed.nearby.length === 0 ? read : typed
}

function scoreSpans(spans: readonly Span[]): ReadonlyMap<string, number> {
  const scores = new Map<string, number>()
  for (const { key, owners } of new Map(spans.map((span) => [span.key, span])).values())
    for (const [owner, each] of owners) scores.set(owner, (scores.get(owner) ?? 0) + each * sizeOf(key))
  return scores
}

/** A word of this size that is a name of a procedure names it, whatever else is asked of it: 児童手当の所得制限. */
const namingSize = 6
/** So many different words of one matter make its story, whatever else is told. */
const manyWords = 3
/** Four 漢字. */
const longSize = 8

/** A title, or what people call it instead, with what kind of paper it is: 介護認定, 母子手帳. */
function namesIt(spans: readonly Span[], id: string): boolean {
  return spans.some(({ key, owners }) => {
    const each = owners.get(id) ?? 0
    return sizeOf(key) >= namingSize && (each === worth.title || (each === worth.keyword && endsPlainly(key)))
  })
}

/** Whether a word of its title or one of its keywords was found, and not only one of a situation. */
function hasName(spans: readonly Span[], id: string): boolean {
  return spans.some(({ owners }) => (owners.get(id) ?? 0) >= worth.keyword)
}

function endsPlainly(key: string): boolean {
  return stripPlainWords(key).length > 1 && sizeOf(key) > namingSize
}

/**
 * Whether words that only set a scene are what is asked about: nothing unknown stands beside them, or they say three times as
 * much; twice as much where a whole pair, two keywords or a long word is among them. 台風で電車が止まった is no matter of
 * storms, nor is 台風で木が倒れて道をふさいだ.
 */
function saysMost(
  spans: readonly Span[],
  { id, unknown, isPaired }: { readonly id: string; readonly unknown: number; readonly isPaired: boolean },
): boolean {
  const keys = [...new Set(spans.map(({ key }) => key))]
  const names = new Set(spans.filter(({ owners }) => (owners.get(id) ?? 0) >= worth.keyword).map(({ key }) => key))
  if (keys.length >= manyWords) return sizeOf(keys.join('')) > unknown
  const isStrong = isPaired || names.size >= 2 || keys.some((key) => sizeOf(key) >= longSize)
  return sizeOf(keys.join('')) >= (isStrong ? 2 : 3) * unknown
}

/** Whether what is elsewhere is named, or half as much is said of it as of what nobody knows. */
function isLedTo(spans: readonly Span[], owner: string, sumUnknown: () => number): boolean {
  const keys = [...new Set(spans.filter(({ owners }) => owners.has(owner)).map(({ key }) => key))]
  return keys.some((key) => sizeOf(key) >= namingSize) || 2 * sizeOf(keys.join('')) >= sumUnknown()
}

/** Whether what is asked is a matter of somebody who died, whatever paper it is about: 亡くなった母の介護保険証. */
function isOfTheDead(folded: string, leads: number): boolean {
  return leads > 0 && /亡くな|他界し|息お引き取/.test(folded)
}

/** Whether the last word is one of what is elsewhere, and what stands before it only says which: 出産予定の猫. */
function isHeadElsewhere(spans: readonly Span[], { folded, isMain }: TypedWords): boolean {
  const last = spans.toSorted((a, b) => b.to - a.to)[0]
  if (last === undefined || ![...last.owners.keys()].every((owner) => owner.startsWith(leadPrefix))) return false
  return isMain[last.from - 1] === false && /[のたるい]/.test(folded.charAt(last.from - 1))
}

/** How much is said by words of what is elsewhere: 妊娠した猫 is a matter of cats. */
function sizeOfLeads(spans: readonly Span[], id: string): number {
  const isLead = ({ owners }: Span) =>
    !owners.has(id) && [...owners.keys()].every((owner) => owner.startsWith(leadPrefix))
  return sizeOf(
    spans
      .filter(isLead)
      .map(({ key }) => key)
      .join(''),
  )
}

/**
 * Whether another procedure has all the words that one has, and more, or is named while that one only fits what happened:
 * 児童手当 after 引っ越してきた leaves no dog, nor does 母子手帳.
 */
function saysLess(
  spans: readonly Span[],
  { id, best, whole }: { readonly id: string; readonly best: string | undefined; readonly whole: ReadonlySet<string> },
): boolean {
  if (best === undefined || best === id) return false
  if (!hasName(spans, id) && (hasName(spans, best) || (whole.has(best) && !whole.has(id)))) return true
  return hasWordOfItsOwn(spans, best, id) && !hasWordOfItsOwn(spans, id, best)
}

function hasWordOfItsOwn(spans: readonly Span[], owner: string, other: string | undefined): boolean {
  return spans.some(({ owners }) => owners.has(owner) && (other === undefined || !owners.has(other)))
}

function reasonOf(spans: readonly Span[], id: string): Reason | undefined {
  const best = Math.max(...spans.map(({ owners }) => owners.get(id) ?? 0))
  return reasons.find((reason) => worth[reason] === best)
}

function nameOwn(procedure: Procedure): Hit {
  return { procedure, score: 1, reason: 'municipality' }
}

function leadKey({ title }: Lead): string {
  return `${leadPrefix}${title}`
}

function listAmbiguous(lead: Lead): readonly string[] {
  return (lead.ambiguous ?? []).flatMap(({ words }) => words)
}

function listLeadWords(lead: Lead) {
  return [...lead.title.split(middleDot), ...lead.words, ...listAmbiguous(lead)].map((word) => ({
    word,
    owner: leadKey(lead),
    worth: worth.lead,
  }))
}

function listWords(procedure: Procedure): readonly KnownWord[] {
  const { title, titleKana, keywords, category, lifeSituations: situations } = procedure
  const of = (words: readonly string[], each: number): readonly KnownWord[] =>
    words.map((word) => ({ word, owner: procedure.id, worth: each }))
  const parts = [title, titleKana].flatMap((text) => [text, ...text.split(/[\s\u30fb]+/)])
  return [
    ...of(parts.flatMap((part) => stripPlainWords(part.normalize('NFKC'))).filter(isTelling), worth.title),
    ...of(keywords, worth.keyword),
    ...of(categories[category].split(middleDot), worth.theme),
    ...of(
      situations.flatMap((id) => [lifeSituations[id], ...(situationWords.get(id) ?? [])]),
      worth.theme,
    ),
  ]
}

function isTelling(word: string): boolean {
  const { folded } = readTyped(word)
  return folded !== '' && !plainWords.has(folded) && !/^\p{Script=Hiragana}$/u.test(folded)
}

/** By code points, on every machine alike. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
