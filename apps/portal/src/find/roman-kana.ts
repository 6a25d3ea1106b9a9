const vowels = 'aiueo'
/** Each consonant's kana in the order of the vowels; a space where there is none. */
const rows: Readonly<Record<string, string>> = {
  '': 'あいうえお',
  k: 'かきくけこ',
  s: 'さしすせそ',
  t: 'たちつてと',
  n: 'なにぬねの',
  h: 'はひふへほ',
  m: 'まみむめも',
  y: 'や ゆ よ',
  r: 'らりるれろ',
  w: 'わ   を',
  g: 'がぎぐげご',
  z: 'ざじずぜぞ',
  d: 'だぢづでど',
  b: 'ばびぶべぼ',
  p: 'ぱぴぷぺぽ',
  f: '  ふ  ',
  j: ' じ   ',
}
const small: Readonly<Record<string, string>> = { a: 'ゃ', u: 'ゅ', o: 'ょ', e: 'ぇ' }
/** Hepburn's own: what stands before a vowel, and the kana whose sound it has. */
const soft: Readonly<Record<string, string>> = { sh: 'し', ch: 'ち', j: 'じ' }
const syllable =
  /^(?:(ky|sy|ty|ny|hy|my|ry|gy|zy|dy|by|py|sh|ch|j)([auoe])|(sh|ch)(i)|(ts)(u)|([kstnhmyrwgzdbpfj]?)([aiueo]))/
const doubled = /^(?:([kstgzdbpcj])(?=\1)|t(?=ch))/

/** Letters as Japanese is typed or spelled with them (Hepburn, Kunrei): `jidouteate`, `Jidō teate`. Undefined for other words. */
function readRomanWord(word: string): string | undefined {
  const text = word.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  let kana = ''
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at)
    if (/^n(?![aiueoy])/.test(rest) || /^m(?=[bmp])/.test(rest)) {
      kana += 'ん'
      at += /^n'/.test(rest) ? 2 : 1
    } else if (doubled.test(rest)) {
      kana += 'っ'
      at += 1
    } else {
      const found = syllable.exec(rest)
      const sound = found === null ? undefined : readSyllable(found)
      if (found === null || sound === undefined) return undefined
      kana += sound
      at += found[0].length
    }
  }
  return kana === '' ? undefined : kana
}

function readSyllable([, before, vowel, softI, , ts, , consonant = '', plain = '']: RegExpExecArray):
  | string
  | undefined {
  if (before !== undefined && vowel !== undefined) {
    const first = soft[before] ?? rows[before.charAt(0)]?.charAt(1)
    return first === undefined ? undefined : first + (small[vowel] ?? '')
  }
  if (softI !== undefined) return soft[softI]
  if (ts !== undefined) return 'つ'
  const kana = rows[consonant]?.charAt(vowels.indexOf(plain)).trim()
  return kana === '' ? undefined : kana
}

/** A text with its words of Roman letters as kana, where they all read so; undefined where there is none, or one does not. */
export function readRoman(text: string): string | undefined {
  const words = text.normalize('NFKC').match(/[A-Za-z\u00c0-\u017f']+/gu) ?? []
  const read = words.map(readRomanWord)
  if (words.length === 0 || read.includes(undefined)) return undefined
  let next = 0
  return text.normalize('NFKC').replace(/[A-Za-z\u00c0-\u017f']+/gu, () => read[next++] ?? '')
}
