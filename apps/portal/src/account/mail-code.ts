import type { Random, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { groupSigns, makeSigns, readSigns } from '../shell/typed-code.ts'

const length = 16

/**
 * What the mail of a confirmation says, in its link behind the `#`, which browsers send nobody, and beside it for whoever
 * types: 16 signs, 80 bits, in four groups. It lives a day: nobody guesses it.
 */
export function makeMailCode(random: Random): string {
  return groupSigns(makeSigns(random.bytes(length)))
}

/** A code as it was typed, as it was made. A link of before had a token of 43 signs, which is taken as it is. */
export function readMailCode(text: string): Verdict<string, 'EMAIL_CODE_MALFORMED'> {
  const code = readSigns(text, length)
  if (code !== undefined) return ok(groupSigns(code))
  return /^[\w-]{43}$/.test(text) ? ok(text) : no('EMAIL_CODE_MALFORMED')
}
