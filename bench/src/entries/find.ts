import { makeFinder, readQuery } from '@madoguchi/portal'
import type { Entry } from '../entry.ts'
import { percentileOf } from '../percentile.ts'

const municipalityCount = 1741
const procedureCount = 60
const rounds = 5
const searchesARound = 400

type Of = Parameters<typeof makeFinder>[0]
type List = Parameters<ReturnType<typeof makeFinder>['put']>[0]

/** Every kind of question: by name, reading, postal code, an address, a word, a sentence, a theme, a typing error, nothing. */
const questions = [
  ['where', 'words'],
  ['kana', 'words'],
  ['postal', 'rare'],
  ['address', 'sentence'],
  ['none', 'words'],
  ['none', 'sentence'],
  ['none', 'wrong'],
  ['unknown', 'words'],
  ['where', 'none'],
  ['none', 'none'],
] as const

export const find: Entry = {
  name: 'find',
  title: `a search over ${municipalityCount.toLocaleString('en')} municipalities × ${procedureCount} procedures, 95 % (ms)`,
  unit: 'ms',
  isHigherBetter: false,
  async run() {
    const [of, lists] = [makeWorld(), makeLists()]
    const before = process.memoryUsage().heapUsed
    const started = performance.now()
    const finder = makeFinder(of)
    for (const list of lists) finder.put(list)
    const builtMs = performance.now() - started
    const heapMB = (process.memoryUsage().heapUsed - before) / 2 ** 20
    const values: number[] = []
    const worst: number[] = []
    for (let round = 0; round < rounds; round++) {
      const times = Array.from({ length: searchesARound }, (_, i) => {
        const query = readQuery(new URLSearchParams(makeQuestion(round * searchesARound + i)))
        const from = performance.now()
        finder.search(query)
        return performance.now() - from
      })
      values.push(percentileOf(times, 0.95))
      worst.push(Math.max(...times))
    }
    return {
      values,
      more: [
        { name: 'find-slowest', values: worst },
        { name: 'find-index', values: [builtMs] },
        { name: 'find-memory', unit: 'MB', values: [heapMB] },
      ],
      limit: { what: 'reading all own texts for one word, ms', value: timeScan(lists) },
    }
  },
}

function makeWorld(): Of {
  const municipalities = Array.from({ length: municipalityCount }, (_, i) => ({
    code: String(480_000 + i),
    prefecture: `第${kanjiOf(i % 47)}県`,
    name: `${kanjiOf(i)}${i % 3 === 0 ? '町' : '市'}`,
    kana: `${kanaOf(i)}${i % 3 === 0 ? 'チョウ' : 'シ'}`,
    postalCodes: Array.from({ length: 70 }, (_, j) => String(i * 70 + j).padStart(7, '0')),
  }))
  const procedures = Array.from({ length: procedureCount }, (_, i) => ({
    format: 'madoguchi-procedure/1' as const,
    id: `procedure-${i}`,
    version: '2026-11-01',
    title: `${kanjiOf(i * 31)}手当 認定請求書 その${i}`,
    titleKana: `${kanaOf(i * 31)}てあて にんていせいきゅうしょ`,
    category: 'childcare' as const,
    lifeSituations: ['child-born' as const],
    keywords: Array.from({ length: 8 }, (_, j) => `${kanjiOf(i * 8 + j)}の支援`),
    summary: `${kanjiOf(i)}を受け取るための手続です。`.repeat(4),
    forWhom: `${kanjiOf(i * 7)}を育てている方。`.repeat(3),
    deadline: { text: '次の日から15日以内' },
    needed: [{ text: '預金通帳' }, { text: '本人確認書類' }, { text: '健康保険の資格情報が分かるもの' }],
    ways: ['print' as const, 'visit' as const],
    signers: [],
    subject: { name: 'name' },
    filers: [{ is: 'subject' as const, who: '本人' }],
    completion: { online: 'whole' as const },
    pages: [],
    template: 'form.typ',
  }))
  return { listMunicipalities: () => municipalities, procedures }
}

function makeLists(): List[] {
  return Array.from({ length: municipalityCount }, (_, i) => ({
    municipality: String(480_000 + i),
    version: 1,
    counters: [{ id: 'a', name: '市民課', place: '1階', hours: '平日', phone: '000-0000-0000' }],
    offers: Array.from({ length: procedureCount }, (_, j) => ({
      procedure: `procedure-${j}`,
      addressee: `${kanjiOf(i)}市長`,
      ways: ['print' as const, 'visit' as const],
      notes: `${kanjiOf(i + j)}の出張所でも受け取ります。`.repeat(6),
      counters: ['a'],
    })),
  }))
}

function makeQuestion(i: number): Record<string, string> {
  const [place, word] = questions[i % questions.length] ?? ['none', 'none']
  const n = (i * 7919) % municipalityCount
  const where = {
    where: kanjiOf(n),
    kana: kanaOf(n),
    postal: String(n * 70).padStart(7, '0'),
    address: `第${kanjiOf(n % 47)}県${kanjiOf(n)}市中央一丁目2番3号`,
    unknown: `${kanjiOf(n)}々々村`,
    none: '',
  }[place]
  const words = {
    words: `手当 ${kanjiOf(n % 480)}`,
    rare: `${kanjiOf(n + 3)}の出張所`,
    sentence: `${kanjiOf(n % 480)}の支援を受けたい`,
    wrong: `認訂請求所${kanjiOf(n)}`,
    none: '',
  }[word]
  return { where, words }
}

const kanji = [...'青山川田原木林森石水野上中下大小東西南北高松竹梅桜花里町村浜島津崎沢池谷岡坂橋本井口']
const kana = [...'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ']

function kanjiOf(n: number): string {
  return `${kanji[n % kanji.length]}${kanji[Math.floor(n / kanji.length) % kanji.length]}${kanji[(n * 17) % kanji.length]}`
}

function kanaOf(n: number): string {
  return `${kana[n % kana.length]}${kana[Math.floor(n / kana.length) % kana.length]}${kana[(n * 17) % kana.length]}`
}

/** One word looked for in what all municipalities say of their own, which no search does. */
function timeScan(lists: readonly List[]): number {
  const texts = lists.flatMap(({ offers }) => offers.map(({ notes = '' }) => notes))
  const times = Array.from({ length: 20 }, () => {
    const from = performance.now()
    if (texts.some((text) => text.includes('ない言葉'))) throw new Error('the word is nowhere')
    return performance.now() - from
  })
  return percentileOf(times, 0.5)
}
