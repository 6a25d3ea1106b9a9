import { foldText } from './fold.ts'
import { isGrammar, sizeOfKana } from './kana-left.ts'
import { loneWords, plainWords, stripPlainWords } from './plain-words.ts'
import { readStem, readTyped, sizeOf, type TypedWords } from './read-typed.ts'
import { isSetAside } from './set-aside.ts'

/** Who a word belongs to, each with what the word is worth there; nobody's where it is a plain word. */
type Owners = ReadonlyMap<string, number>

/** A word, whom it leads to, and what each sign of it is worth there. */
export type KnownWord = { readonly word: string; readonly owner: string; readonly worth: number }

/** A part of what was typed that is a known word. */
export type Span = { readonly key: string; readonly from: number; readonly to: number; readonly owners: Owners }

type ReadWords = {
  readonly spans: readonly Span[]
  /** How much the longest unknown word says. */
  readonly unknownSize: number
  /** Where what is unknown stands; what is written in 平仮名 is not among it. */
  readonly unknownAt: readonly number[]
  /** How much all unknown words say together, those of 平仮名 among them; in a story, what is done says half. */
  sumUnknown(of?: { readonly isStory: boolean }): number
}

type Vocabulary = {
  /** The known words in what was typed, the longest first where they overlap, and how much says what is unknown. */
  read(typed: TypedWords): ReadWords
  /** Whether this is a known word itself. */
  has(folded: string): boolean
  /** The owners of known words that begin so. */
  beginning(folded: string): Owners
  /**
   * The owners of the known words that are one slip away: a sign more, less, another, or two exchanged. `lengths`: how much
   * longer these may be.
   */
  oneSlipFrom(folded: string, lengths?: readonly number[]): Owners
}

/** How the owners of words of pairs begin. */
export const pairPrefix = 'pair:'
const keyLengthMax = 24
const number = /[\p{N}一二三四五六七八九十百千万]/u
/** A short word of 平仮名 is part of many others: it has to stand on its own. */
const shortKanaMax = 3
/** What may stand behind a word without making it another: が, を (folded: お), した, ください and their like. */
const particle = /[おがはもにでとへのやかしすさっつてだなよくち]/

export function makeVocabulary(entries: readonly KnownWord[]): Vocabulary {
  const owners = new Map<string, Map<string, number>>([...plainWords].map((key) => [key, new Map()]))
  for (const { word, owner, worth } of entries) {
    for (const key of formsOf(word)) {
      if (key.length > keyLengthMax || (!owner.startsWith(pairPrefix) && isOnlyGrammar(key))) continue
      const of = owners.get(key) ?? new Map<string, number>()
      of.set(owner, Math.max(worth, of.get(owner) ?? 0))
      owners.set(key, of)
    }
  }
  const named = [...owners].filter(([, of]) => !isOnlyOfPairs(of))
  // One slip apart are only words of about the same length.
  const byLength = Map.groupBy(named, ([key]) => key.length)
  return {
    read(typed) {
      const chosen: Span[] = []
      const taken = new Set<number>()
      for (const span of listSpans(typed, owners)) {
        const places = typed.stem.concat(range(span.from, span.to)).filter((at) => at >= span.from && at < span.to)
        if (places.some((at) => taken.has(at))) continue
        for (const at of places) taken.add(at)
        chosen.push(span)
      }
      // A number says nothing of which: 台風19号.
      const left = typed.stem.filter((at) => !taken.has(at) && !number.test(typed.folded.charAt(at)))
      const asked = chosen.filter(({ to }) => !isSetAside(typed.folded.slice(to)))
      const spans = asked.filter(
        (span) =>
          isWhole(span, typed, [...left, ...listGlued(span, typed, chosen)]) &&
          !isOnlyAbout(span, typed, taken) &&
          !isDenied(span, typed),
      )
      return {
        spans,
        unknownSize: sizeOfLongest(typed, left),
        unknownAt: left,
        sumUnknown: ({ isStory } = { isStory: false }) => sizeOfUnknown(typed, { chosen: asked, spans, left, isStory }),
      }
    },
    has: (folded) => owners.has(folded),
    beginning: (folded) => join(named.filter(([key]) => key.startsWith(folded))),
    oneSlipFrom: (folded, lengths = [-1, 0, 1]) =>
      join(
        lengths.flatMap((more) => (byLength.get(folded.length + more) ?? []).filter(([key]) => isOneSlip(folded, key))),
      ),
  }
}

/** Whether a reading, folded, says as well how a sentence goes on: とうき is とき by then. */
function isOnlyGrammar(key: string): boolean {
  return key.length <= shortKanaMax && isGrammar(key)
}

/** All that a word is known by, folded: itself, what is left of it without 平仮名, and its other forms. */
export function formsOf(word: string): readonly string[] {
  const read = readTyped(word)
  const stem = saysByKana(word) ? undefined : readStem(read)
  const isTelling = stem !== undefined && (/\p{Script=Han}/u.test(stem) || /^\D{4,}$/u.test(stem))
  return [...new Set([read.folded, ...(isTelling ? [stem] : []), ...listForms(word)])].filter((key) => key !== '')
}

/**
 * Other forms in which a word of several parts is said: without が and を (お金もらえる), without a polite お, and, from three
 * signs on, as it goes on instead of た (ぼけてきて, 生まれそう); and ない as it is said in the west (見つからん).
 */
function listForms(word: string): readonly string[] {
  const forms = [word, word.replace(/(?<=.{2})[がを](?=.{2})/gu, '')].flatMap((form) => [
    form,
    form.replace(/^お(?=\p{Script=Han})/u, ''),
  ])
  const open = /た$/.test(word) ? foldText(word.replace(/(?:まし)?た$/, '')) : ''
  const western = /(?<=\p{Script=Hiragana})ない$/u.test(word)
    ? ['ん', 'へん', 'んくなった'].map((end) => foldText(word.replace(/ない$/, end)))
    : []
  return [...forms.filter((form) => form !== word).map(foldText), ...western, ...(open.length >= 3 ? [open] : [])]
}

/**
 * What is left of お風呂に入れない without 平仮名 says the opposite, 火事 is not yet 火事です, and 災証明 of り災証明 or 健康 of
 * こころの健康 is half a word, which stands in others too.
 */
function saysByKana(word: string): boolean {
  return /ない|なく|なかった|ません|です$|^(?![おご]\P{Script=Hiragana})\p{Script=Hiragana}/u.test(word)
}

function listSpans(typed: TypedWords, owners: ReadonlyMap<string, Owners>): readonly Span[] {
  const { folded, stem } = typed
  const spans: Span[] = []
  for (let from = 0; from < folded.length; from++)
    for (let to = from + 1; to <= Math.min(folded.length, from + keyLengthMax); to++) {
      const key = folded.slice(from, to)
      const of = owners.get(key)
      if (of !== undefined && standsAlone({ key, from, to }, typed)) spans.push({ key, from, to, owners: of })
    }
  for (let first = 0; first < stem.length; first++) {
    let key = folded.charAt(stem[first] ?? 0)
    for (let last = first + 1; last < Math.min(stem.length, first + keyLengthMax); last++) {
      const [before = 0, at = 0] = [stem[last - 1], stem[last]]
      if (at - before > 4) break
      key += folded.charAt(at)
      const of = owners.get(key)
      const from = stem[first] ?? 0
      if (of !== undefined && at + 1 - from > key.length && isRun(typed, from, at + 1))
        spans.push({ key, from, to: at + 1, owners: of })
    }
  }
  const sizes = new Map(spans.map((span) => [span, sizeOf(span.key)]))
  const bySize = (a: Span, b: Span) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0)
  return spans.sort((a, b) => bySize(a, b) || b.owners.size - a.owners.size || a.from - b.from)
}

/** Whether no part of another word stands at either end: 部屋に水 is not in 部屋が水浸し. */
function isRun({ wordOf, isMain }: TypedWords, from: number, to: number): boolean {
  const isSame = (at: number, other: number) => isMain[at] === true && wordOf[at] === wordOf[other]
  return !isSame(from - 1, from) && !isSame(to, to - 1)
}

/** Whether a short word is one here, and not a piece of another (りさい of りさいくる, 手当 of 手当たり次第). */
function standsAlone(span: { key: string; from: number; to: number }, typed: TypedWords): boolean {
  const { key, from, to } = span
  const { folded, wordOf, isMain } = typed
  const next = folded.charAt(to)
  if (loneWords.has(key))
    return number.test(folded.charAt(from - 1)) || (!isHanAt(typed, from - 1) && !isHanAt(typed, to))
  const isEnd = next === '' || wordOf[to] !== wordOf[to - 1]
  if (/^\p{Script=Hiragana}+$/u.test(key)) {
    if (key.length > shortKanaMax) return true
    if (isMain[from] === true) return true
    const isStart = from === 0 || wordOf[from] !== wordOf[from - 1] || particle.test(folded.charAt(from - 1))
    return isStart && (isEnd || particle.test(next))
  }
  // A word of 漢字 before 平仮名 that are none of its particles is another word: where nothing stands between.
  return (
    sizeOf(key) > 4 ||
    typed.apart.has(to) ||
    isMain[to - 1] !== true ||
    isMain[to] !== false ||
    isPlainAt(folded, to) ||
    particle.test(next) ||
    isGrammar(readKana(typed, to))
  )
}

/** The 平仮名 that follow, as far as their word goes. */
function readKana({ folded, wordOf, isMain }: TypedWords, from: number): string {
  let to = from
  while (to < folded.length && !isMain[to] && wordOf[to] === wordOf[from]) to++
  return folded.slice(from, to)
}

function isHanAt({ folded, wordOf }: TypedWords, at: number): boolean {
  return wordOf[at] !== undefined && /[\p{Script=Han}\p{Script=Katakana}ー]/u.test(folded.charAt(at))
}

function isPlainAt(folded: string, from: number): boolean {
  return [2, 3, 4, 5].some((length) => plainWords.has(folded.slice(from, from + length)))
}

/** Whether a span says most of the words that it stands in: 台風 is not what 台風情報 is about. */
function isWhole({ key, from, to }: Span, { folded, wordOf }: TypedWords, left: readonly number[]): boolean {
  const words = new Set(wordOf.slice(from, to))
  const rest = sizeOf(
    left
      .filter((at) => words.has(wordOf[at] ?? -1))
      .map((at) => folded.charAt(at))
      .join(''),
  )
  const size = sizeOf(key)
  return size >= 8 ? size >= rest : size > 2 * rest
}

/** Whether a word is nobody's, or counts only beside others (`pair-up.ts`). */
function isOnlyOfPairs(owners: Owners): boolean {
  return [...owners.keys()].every((owner) => owner.startsWith(pairPrefix))
}

function situationsOf(owners: Owners): readonly string[] {
  return [...owners.keys()].flatMap((owner) => (owner.startsWith(pairPrefix) ? [owner.split(':')[1] ?? ''] : []))
}

/**
 * The places of a plain word, or of one of another story, that stands before a short word of 漢字 with nothing between:
 * 家族手当 and 住居手当 are other words than 手当.
 */
function listGlued({ key, from, owners: of }: Span, typed: TypedWords, chosen: readonly Span[]): readonly number[] {
  const isName = sizeOf(key) >= namingSize || !/^\p{Script=Han}+$/u.test(key) || isOnlyOfPairs(of)
  if (isName || !isHanAt(typed, from - 1)) return []
  const stories = situationsOf(of)
  const isOther = (owners: Owners) =>
    owners.size === 0 ||
    (stories.length > 0 && isOnlyOfPairs(owners) && !situationsOf(owners).some((one) => stories.includes(one)))
  const before = chosen.find(({ to, owners }) => to === from && isOther(owners))
  return before === undefined || typed.wordOf[from - 1] !== typed.wordOf[from] ? [] : range(before.from, before.to)
}

/** A word of this size names a procedure, whatever is asked of it: 児童手当の所得制限. */
const namingSize = 6

/**
 * Whether a word only says whose the matter is, or with whom, and that is something unknown: 犬の保険 and 犬と泊まれる宿 are
 * no matter of dogs, nor is 台風の目 one of storms.
 */
function isOnlyAbout({ key, to }: Span, { folded, isMain }: TypedWords, taken: ReadonlySet<number>): boolean {
  const at = /[のと]$/.test(key) ? to - 1 : to
  if (sizeOf(key) < namingSize && /^の(時に|とき|最中|間に)/.test(folded.slice(at))) return true
  if (sizeOf(key) >= namingSize || !/[のと]/.test(folded.charAt(at)) || (at === to && taken.has(at))) return false
  const next = range(at + 1, folded.length)
  const end = next.findIndex((place) => taken.has(place) || isMain[place] !== isMain[at + 1])
  const unknown = end === -1 ? next.length : end
  return isMain[at + 1] === true
    ? unknown > 0
    : unknown >= shortKanaMax && folded.charAt(at) === 'の' && !isGrammar(folded.slice(at + 1, at + 1 + unknown))
}

/** Whether a word is what did not happen (子どもができない), or a short one what somebody does not do (妊娠しない方法). */
function isDenied({ key, to }: Span, { folded }: TypedWords): boolean {
  const rest = folded.slice(to)
  if (/\p{Script=Hiragana}$/u.test(key) && /^(ない|ません|なかつた)/.test(rest)) return true
  if (/^に?(なりそ|ならない)/.test(rest)) return true
  return sizeOf(key) < namingSize && /^[おは]?(しない|したくない|させない)/.test(rest)
}

/** What a question is about by its own は is worth so many times what it says: 台風が来たら学校は休みですか. */
const topicTimes = 3

/** A sentence says much that is unknown; what counts is whether one thing in it says more than what is known. */
function sizeOfLongest(typed: TypedWords, places: readonly number[]): number {
  return Math.max(0, ...listRuns(typed, places).map(({ run, isTopic }) => sizeOf(run) * (isTopic ? topicTimes : 1)))
}

/** The words that the places make, each as far as nothing known stands between. */
function listRuns({ folded, isMain }: TypedWords, places: readonly number[]) {
  const runs: { run: string; isTopic: boolean }[] = []
  let run = ''
  for (const [index, at] of places.entries()) {
    run += folded.charAt(at)
    if (places[index + 1] === at + 1) continue
    runs.push({ run, isTopic: folded.charAt(at + 1) === 'は' && isMain[at + 1] === false })
    run = ''
  }
  return runs
}

function sizeOfUnknown(
  typed: TypedWords,
  read: {
    readonly chosen: readonly Span[]
    readonly spans: readonly Span[]
    readonly left: readonly number[]
    readonly isStory: boolean
  },
): number {
  const telling = read.chosen.filter(({ owners }) => owners.size > 0)
  // What a known word is not about here is as unknown: 地震 of 地震の時に犬をどうする.
  const unsaid = read.chosen
    .filter((span) => !plainWords.has(span.key) && !isGrammar(span.key) && !read.spans.includes(span))
    .map(({ key }) => sizeOf(key))
  // A sign of 片仮名, folded to 平仮名, says as much as a 漢字: ゲーム is only げむ by then.
  const unknown = read.left.map((at) =>
    /\p{Script=Hiragana}/u.test(typed.folded.charAt(at))
      ? 2
      : sizeOf(typed.folded.charAt(at)) / (read.isStory && isVerb(typed, at) ? 2 : 1),
  )
  const kana = sizeOfKana(typed, new Set(telling.flatMap(({ from, to }) => range(from, to))))
  return [...unsaid, ...unknown].reduce((sum, size) => sum + size, kana)
}

/** Whether a 漢字 alone before 平仮名 that are no particle says what is done, and not what it is done to: 暮らす. */
function isVerb(typed: TypedWords, at: number): boolean {
  const { folded, isMain } = typed
  const isLone = !isHanAt(typed, at - 1) && isHanAt(typed, at) && isMain[at + 1] === false
  return isLone && !/^[はがおのにでともへや]/.test(folded.slice(at + 1))
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i)
}

function join(found: readonly (readonly [string, Owners])[]): Owners {
  const joined = new Map<string, number>()
  for (const [, of] of found)
    for (const [owner, worth] of of) joined.set(owner, Math.max(worth, joined.get(owner) ?? 0))
  return joined
}

/** One slip between two texts of four signs or more: in a shorter one every slip makes another word. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 4 || Math.abs(a.length - b.length) > 1 || a === b) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  const isExchange = restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0]
  return (
    (isExchange || (restA.length <= 1 && restB.length <= 1)) &&
    !isOtherWord(b, { start, restA, restB }) &&
    !isWordMore(a, start, restB)
  )
}

/** Whether what was typed has a 漢字 more that stands by itself, as a word does: 噛まれた 蛇. */
function isWordMore(typed: string, start: number, restB: string): boolean {
  const isHan = (at: number) => /\p{Script=Han}/u.test(typed.charAt(at))
  return restB === '' && isHan(start) && !isHan(start - 1) && !isHan(start + 1)
}

/** Whether the slip makes another word of it. */
function isOtherWord(word: string, { start, restA, restB }: { start: number; restA: string; restB: string }): boolean {
  const isHanSign = (text: string) => /^\p{Script=Han}$/u.test(text)
  const isHan = (place: number) => isHanSign(word.charAt(place))
  // A 漢字 more or less at the front says of what it is: 行方不明 is no 犬が行方不明.
  if (start === 0 && (isHanSign(restA) || isHanSign(restB)) && (restA === '' || restB === '')) return true
  // A 漢字 that is a word of its own: 車が壊れた is no 家が壊れた.
  if (restB.length === 1 && isHan(start) && !isHan(start - 1) && !isHan(start + 1)) return true
  // Whoever wrote a 漢字 meant it, and no kana: 盗まれた is no うまれた.
  if (isHanSign(restA) && restB !== '' && !isHanSign(restB)) return true
  // Nobody hits の for a 漢字: 傷の手当 is no 傷病手当.
  if (restB.length === 1 && restA === 'の') return true
  // Another sign in a short word is another word, whatever plain words stand behind it: 車の登録 and 犬の登録.
  const core = stripPlainWords(word).at(-1) ?? word
  return start < core.length && sizeOf(core) < 4
}
