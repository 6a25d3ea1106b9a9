/**
 * Usual characters for some outside of JIS X 0208. Those written as escapes are Unicode's own canonical equivalents
 * (block F900); the others are what is commonly written at counters, not checked against the ministry's table
 * (誤字俗字・正字一覧表). Never put in place of what somebody typed.
 */
const substitutes: Readonly<Record<string, string>> = {
  髙: '高',
  﨑: '崎',
  嵜: '崎',
  𠮷: '吉',
  德: '徳',
  濵: '浜',
  栁: '柳',
  黑: '黒',
  桒: '桑',
  曻: '昇',
  '\ufa10': '塚',
  '\ufa12': '晴',
  﨔: '欅',
  '\ufa17': '益',
  '\ufa18': '礼',
  '\ufa19': '神',
  '\ufa1a': '祥',
  '\ufa1b': '福',
  '\ufa1c': '靖',
  '\ufa1d': '精',
  '\ufa1e': '羽',
  '\ufa25': '逸',
  '\ufa26': '都',
  '\ufa2a': '飯',
  '\ufa2b': '飼',
  '\ufa2c': '館',
  '\ufa2d': '鶴',
}

const known = listKnown()

/** A character of a name that older systems and other people's machines may not show. */
export type RareCharacter = {
  /** As it was typed, with its variation selector. */
  readonly character: string
  /** The same without a variation selector: what is shown where the variant is not known. */
  readonly base: string
  readonly isVariant: boolean
  /** What is usually written instead, where there is something. */
  readonly substitute?: string
}

/**
 * Which characters are outside of JIS X 0208 or carry a variation selector, each once, in their order. The standard's
 * kanji are those that the decoder for EUC-JP of the platform knows in its first plane.
 */
export function findRareCharacters(name: string): readonly RareCharacter[] {
  const found = new Map<string, RareCharacter>()
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'grapheme' }).segment(name)) {
    const base = segment.replace(/[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, '')
    const isVariant = base !== segment
    if (!isVariant && [...segment].every((one) => known.has(one))) continue
    // However wide: it is seen by nobody, on any machine.
    if (/^\s+$/.test(base)) continue
    const substitute = Object.hasOwn(substitutes, base) ? substitutes[base] : findUnified(base)
    found.set(segment, { character: segment, base, isVariant, ...(substitute !== undefined && { substitute }) })
  }
  return [...found.values()]
}

/** A radical that a PDF gave instead of the character that looks like it: ⼭ (U+2F2D) is 山 (Unicode's own equivalents). */
function findUnified(base: string): string | undefined {
  return /^[\u2e80-\u2fdf]$/.test(base) && base.normalize('NFKC') !== base ? base.normalize('NFKC') : undefined
}

/** Rows 1–8 and 16–84 of JIS X 0208 without the rows that makers added (13, 89–92), and printable ASCII. */
function listKnown(): ReadonlySet<string> {
  const bytes: number[] = []
  for (let row = 1; row <= 84; row++) {
    if (row > 8 && row < 16) continue
    for (let cell = 1; cell <= 94; cell++) bytes.push(row + 0xa0, cell + 0xa0)
  }
  const decoded = new TextDecoder('euc-jp').decode(new Uint8Array(bytes))
  const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, at) => at + 32))
  return new Set([...decoded, ...ascii].filter((one) => one !== '\ufffd'))
}
