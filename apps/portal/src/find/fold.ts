import { characterVariants } from './character-variants.ts'

/**
 * What two texts have in common whatever width, script or form they are written in: for search keys only, never for
 * what is shown or kept. In order: NFKC (width, compatible characters), small letters, hiragana, small kana as large
 * ones, long vowels left out (コーヒー = コオヒイ, とうきょう = トーキョー), one form of each character, and no spaces,
 * marks or variation selectors. Never longer than 18 times the input, which is NFKC's own bound.
 */
export function foldText(text: string): string {
  const plain = text
    .replace(/゛/g, '\u3099')
    .replace(/゜/g, '\u309a')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .replace(/[ぁぃぅぇぉっゃゅょゎゕゖぢづゐゑを]/g, (kana) => sameKana[kana] ?? kana)
    .replace(/[\s\p{P}\p{S}\p{M}\p{Cf}ー]/gu, '')
    .replace(longVowels, '')
  return Array.from(plain, (character) => characterVariants.get(character) ?? character).join('')
}

const sameKana: Readonly<Record<string, string>> = {
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
  っ: 'つ',
  ゃ: 'や',
  ゅ: 'ゆ',
  ょ: 'よ',
  ゎ: 'わ',
  ゕ: 'か',
  ゖ: 'け',
  ぢ: 'じ',
  づ: 'ず',
  ゐ: 'い',
  ゑ: 'え',
  を: 'お',
}

/** A vowel that could as well be written ー: it stands after a kana of its own sound. */
const longVowels = new RegExp(
  [
    '(?<=[あかさたなはまやらわがざだばぱ])あ',
    '(?<=[いきしちにひみりぎじびぴ])い',
    '(?<=[うくすつぬふむゆるぐずぶぷ])う',
    '(?<=[えけせてねへめれげぜでべぺ])[えい]',
    '(?<=[おこそとのほもよろごぞどぼぽ])[おう]',
  ].join('|'),
  'g',
)
