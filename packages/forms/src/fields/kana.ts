import { no, ok, type Verdict } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { KanaField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { checkText, nameGraphemesMax } from './text-rules.ts'

export const kanaKind = makeTextKind<KanaField>((typed, { graphemesMax = nameGraphemesMax }) => {
  const kana = checkText(foldKana(typed), { graphemesMax })
  return kana.ok && !isKana(kana.value) ? no('KANA_INVALID') : kana
})

/** Katakana with at least one letter: marks alone are nobody’s name, and one that stands between letters stands at no end. */
function isKana(text: string): boolean {
  if (/(?:^|\u3000)[・＝ー]|[・＝](?:\u3000|$)/.test(text)) return false
  return /^[ァ-ヺー・＝ヽヾㇰ-ㇿ\u3000]+$/.test(text) && /[ァ-ヺㇰ-ㇿ]/.test(text)
}

/**
 * Half-width katakana, hiragana and any space → full-width katakana, with one U+3000 between the parts of a name. A mark
 * of voice that stands apart (゛ ゜, half-width or combining) joins its letter; lines that look like ー become it after a
 * letter that can be long, stand for ・ after one that cannot (ン ッ ー), and a double hyphen becomes ＝.
 */
export function foldKana(typed: string): string {
  return (
    typed
      .replace(/[\u200b-\u200d\u2060\ufeff\u00ad]/g, '')
      .replace(/[\u309b\uff9e]/g, '\u3099')
      .replace(/[\u309c\uff9f]/g, '\u309a')
      .normalize('NFKC')
      .replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
      .normalize('NFC')
      // オ'ブライエン, as it is written in letters: 氏名 in kana has no apostrophe.
      .replace(/(?<=[ァ-ヺー])[\u0027\u2019\u2018\u02bc`](?=[ァ-ヺ])/g, '')
      .replace(/\s*[=゠]\s*/g, '＝')
      .replace(/(?<=[ンッー])[\p{Pd}\u2212─━](?=[ァ-ヺ])/gu, '・')
      .replace(/(?<=[ァ-ヺー])\s+[\p{Pd}\u2212]\s+(?=[ァ-ヺ])/gu, '・')
      .replace(/(?<=[ァ-ヺㇰ-ㇿー])[\p{Pd}\u2212─━一~〜](?=[ァ-ヺㇰ-ㇿー・＝\s]|$)/gu, 'ー')
      .replace(/(?<=[ァ-ヺー])[･·•.](?=[ァ-ヺ])/g, '・')
      .trim()
      .replace(/\s+/g, '\u3000')
  )
}

/** The holder of an account as banks write it: kana, capitals, digits and a few marks. */
export function checkHolderKana(typed: string): Verdict<string, FieldErrorCode> {
  const holder = checkText(foldKana(typed).toUpperCase(), { graphemesMax: nameGraphemesMax })
  if (!holder.ok) return no(holder.code, { ...holder.facts, part: 'holderKana' })
  const isWritable = /^[ァ-ヺー・＝ヽヾ\u3000A-Z0-9().,/「」￥-]+$/.test(holder.value)
  const hasLetter = /[ァ-ヺA-Z0-9]/.test(holder.value)
  return isWritable && hasLetter ? ok(holder.value) : no('KANA_INVALID', { part: 'holderKana' })
}
