import type { Random } from '@madoguchi/kit'

/** Crockford's: no I, L, O, U, so that what stands in a mail is typed in one way. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16

/**
 * What the mail of a confirmation says, in its link behind the `#`, which browsers send nobody, and beside it for whoever
 * types: 16 signs, 80 bits, in four groups. It lives a day: nobody guesses it.
 */
export function makeMailCode(random: Random): string {
  const signs = [...random.bytes(length)].map((byte) => alphabet.charAt(byte & 31)).join('')
  return signs.match(/.{4}/g)?.join('-') ?? signs
}

/** A code as it was typed, as it was made; anything else as it is: links of before had tokens of another form. */
export function readMailCode(text: string): string {
  const code = text
    .slice(0, 200)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212ー_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const isCode = code.length === length && [...code].every((sign) => alphabet.includes(sign))
  return isCode ? (code.match(/.{4}/g)?.join('-') ?? code) : text
}
