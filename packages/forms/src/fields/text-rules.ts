import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'

type TextRule = { readonly graphemesMax: number; readonly isLong?: boolean }

/** Of names, their kana and addresses where a form says nothing else: a card’s own name has up to 200. */
export const nameGraphemesMax = 200

const segmenter = new Intl.Segmenter('ja', { granularity: 'grapheme' })
/** Code units that one character as people count them may have, on average: an IVS takes up to four, an emoji eleven. */
const unitsAGrapheme = 8
const marksInARow = 8
// Controls, lone surrogates, noncharacters of all planes, and marks that turn the direction of what follows. U+FFFD
// stands where a character was lost: whoever types it reads so, and may keep it.
const forbidden = /(?![\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Noncharacter_Code_Point}\u2028\u2029\ufff9-\ufffc]/u
/** What somebody can see: not white space, nor a mark, a filler or a blank of braille alone. */
const visible = /(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u
const tooManyMarks = new RegExp(`\\p{M}{${marksInARow + 1}}`, 'u')

/**
 * A text as it was typed, without the white space around it; a tab is a space. No form of Unicode normalising, since even NFC turns the
 * 神 of U+FA19 into the 神 of U+795E.
 */
export function checkText(typed: string, rule: TextRule): Verdict<string, FieldErrorCode> {
  // A cell that was copied out of a table brings its tabs along: nobody typed them.
  const text = typed.replace(/\r\n?/g, '\n').replace(/\t+/g, ' ').trim()
  const { graphemesMax } = rule
  if (text.length > graphemesMax * unitsAGrapheme) return no('FIELD_TOO_LONG', { max: graphemesMax })
  if (!rule.isLong && text.includes('\n')) return no('FIELD_CHARACTER', { reason: 'line-break' })
  if (text !== '' && !visible.test(text)) return no('FIELD_CHARACTER', { reason: 'invisible' })
  if (forbidden.test(text)) return no('FIELD_CHARACTER', { reason: 'control' })
  if (/\p{Co}/u.test(text)) return no('FIELD_CHARACTER', { reason: 'private-use' })
  if (tooManyMarks.test(text)) return no('FIELD_CHARACTER', { reason: 'marks' })
  if (text.length > graphemesMax && countGraphemes(text) > graphemesMax) {
    return no('FIELD_TOO_LONG', { max: graphemesMax })
  }
  return ok(text)
}

/** Characters as people count them: a kanji with its variation selector is one. */
function countGraphemes(text: string): number {
  let count = 0
  for (const _ of segmenter.segment(text)) count += 1
  return count
}

/**
 * For digits and codes, never for names and addresses: one width, one hyphen, no white space around. What is longer
 * than any of them becomes something that none of them takes; cut off, it could mean another thing.
 */
export function foldWidth(typed: string, lengthMax = 60): string {
  if (typed.length > lengthMax) return '?'
  return (
    typed
      .normalize('NFKC')
      // Lines of boxes (─ ━), which a keyboard for Japanese offers for けいせん, look like one.
      .replace(/[\p{Pd}\u2212\u2500\u2501]/gu, '-')
      .trim()
  )
}
