import { no, ok, type Verdict } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { KanaField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { checkText, nameGraphemesMax } from './text-rules.ts'

export const kanaKind = makeTextKind<KanaField>((typed, { graphemesMax = nameGraphemesMax }) => {
  const kana = checkText(foldKana(typed), { graphemesMax })
  return kana.ok && !/^[ァ-ヺー・ヽヾ\u3000]+$/.test(kana.value) ? no('KANA_INVALID') : kana
})

/** Half-width katakana, hiragana and any space → full-width katakana, with one U+3000 between the parts of a name. */
export function foldKana(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[ぁ-ゖゝゞ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/(?<=[ァ-ヺー])[\p{Pd}\u2212](?=[ァ-ヺー\s]|$)/gu, 'ー')
    .trim()
    .replace(/ +/g, '\u3000')
}

/** The holder of an account as banks write it: kana, capitals, digits and a few marks. */
export function checkHolderKana(typed: string): Verdict<string, FieldErrorCode> {
  const holder = checkText(foldKana(typed).toUpperCase(), { graphemesMax: nameGraphemesMax })
  if (!holder.ok) return no(holder.code, { ...holder.facts, part: 'holderKana' })
  const isWritable = /^[ァ-ヺー・ヽヾ\u3000A-Z0-9().,/-]+$/.test(holder.value)
  return isWritable ? ok(holder.value) : no('KANA_INVALID', { part: 'holderKana' })
}
