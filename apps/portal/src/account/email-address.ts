import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { unseenCharacters } from './unseen-characters.ts'

const lengthMax = 254

/**
 * An address as a citizen typed it: full width is forgiven, and nothing passes that could be more than one address, or that
 * looks like another one where it is shown.
 */
export function parseEmailAddress(text: string): Verdict<string, 'EMAIL_MALFORMED'> {
  const email = text.trim().normalize('NFKC')
  const isAddress =
    email.length <= lengthMax &&
    !unseenCharacters.test(email) &&
    /^[^\s\p{Cc}\p{Cs}@<>"(),:;\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/u.test(email)
  return isAddress ? ok(email) : no('EMAIL_MALFORMED')
}
