import { readCoverage, readVariants } from './font-coverage.ts'
import { readFonts } from './fonts.ts'
import { isHidden, isSelector, nameCharacter, takesSelector, toPrintable } from './printable-text.ts'

/** A character of a text that stands on our paper otherwise than it was written. */
export type PaperChange = {
  /** As it was written, with its variation selector. */
  readonly character: string
  /** What the paper has: `〔U+1F46A〕`, or the character without the variant that the font lacks. */
  readonly shown: string
  /** `lost` is U+FFFD, which stands where something broke a character before it came to us. */
  readonly why: 'no-glyph' | 'hidden' | 'variant' | 'lost'
}

type Face = {
  readonly covers: (codePoint: number) => boolean
  readonly tellsApart: (codePoint: number, selector: number) => boolean
}
let faces: readonly Face[] | undefined

/**
 * What a printed form or answer shows otherwise than it was written, each once, in its order; nothing for a text that
 * stands on paper as it is. The first call reads the tables of the fonts (some 50 ms), which stay.
 */
export function findPaperChanges(text: string): readonly PaperChange[] {
  faces ??= readFonts().map((font) => ({ covers: readCoverage(font), tellsApart: readVariants(font) }))
  const found = new Map<string, PaperChange>()
  let base = ''
  for (const char of text.toWellFormed()) {
    const change = isSelector(char) ? judgeVariant(base, char, faces) : judgeCharacter(char, faces)
    if (change && !found.has(change.character)) found.set(change.character, change)
    base = char
  }
  return [...found.values()]
}

/**
 * A line is set in the first font that has the character; a form of it that only another one has is not drawn. A
 * selector that chooses the form of nothing is not seen.
 */
function judgeVariant(base: string, selector: string, all: readonly Face[]): PaperChange | undefined {
  if (!takesSelector(base)) return { character: selector, shown: nameCharacter(selector), why: 'hidden' }
  const [codePoint = 0, chosen = 0] = [base.codePointAt(0), selector.codePointAt(0)]
  const face = all.find(({ covers }) => covers(codePoint))
  if (face === undefined || face.tellsApart(codePoint, chosen)) return undefined
  return { character: base + selector, shown: base, why: 'variant' }
}

function judgeCharacter(character: string, all: readonly Face[]): PaperChange | undefined {
  if (/[\t\r\n]/.test(character)) return undefined
  const shown = toPrintable(character, (codePoint) => all.some(({ covers }) => covers(codePoint)))
  if (character === '\ufffd') return { character, shown, why: 'lost' }
  if (shown === character) return undefined
  return { character, shown, why: isHidden(character) ? 'hidden' : 'no-glyph' }
}
