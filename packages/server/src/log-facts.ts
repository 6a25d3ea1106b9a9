import { idPattern } from '@madoguchi/kit'

export const refused = '[refused]'

const factsMax = 16
const namePattern = /^[a-z][A-Za-z0-9]{0,31}$/

// WORDS_IN_CAPITALS, words.in-small:letters; short, so that no key, token or hash passes as a word.
const wordPattern = /^(?:[A-Z][A-Z0-9]{0,23}(?:_[A-Z0-9]{1,24})*|[a-z][a-z0-9]{0,23}(?:[._:-][a-z0-9]{1,24})*)$/
const wordLengthMax = 48

// A route as the program wrote it: `/information/:inquiryId`, `/api/v1/:file{answers\.(csv|pdf)}`, `/assets/*`.
const routePattern = /^(?:\/(?::[a-z][A-Za-z]{0,31}(?:\{[a-z.|()\\]{1,48}\})?|[a-z][a-z.-]{0,31}|v[0-9]{1,2}|\*))*\/?$/

/** A run of digits as long as a telephone number, a birth date or a My Number. */
const longDigits = /\d{7}/

/**
 * Keeps booleans, numbers, our own ids, enum words and route patterns; replaces all else by `[refused]` and counts it.
 * Names of facts are held to a pattern too, and there are at most sixteen. A number of twelve digits never passes.
 */
export function keepFacts(facts: Readonly<Record<string, unknown>>): {
  readonly kept: Record<string, string | number | boolean>
  readonly refusedCount: number
} {
  const kept: Record<string, string | number | boolean> = {}
  let refusedCount = 0
  for (const [name, value] of Object.entries(facts)) {
    if (!namePattern.test(name) || name === 'constructor' || Object.keys(kept).length >= factsMax) {
      refusedCount += 1
    } else if (isHarmless(value)) {
      kept[name] = value
    } else {
      kept[name] = refused
      refusedCount += 1
    }
  }
  return { kept, refusedCount }
}

function isHarmless(value: unknown): value is string | number | boolean {
  if (typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value) && !/^-?\d{12}(?:\.|$)/.test(String(value))
  if (typeof value !== 'string' || value.length > 128) return false
  if (idPattern.test(value)) return true
  if (routePattern.test(value) && value !== '') return true
  return value.length <= wordLengthMax && wordPattern.test(value) && !longDigits.test(value)
}
