import type { Bytes } from '@madoguchi/kit'

/** Crockford's: no I, L, O, U, so that what is written down is read and typed in one way. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** One sign for each byte, five bits of it: a random byte is a random sign. */
export function makeSigns(bytes: Bytes): string {
  return [...bytes].map((byte) => alphabet.charAt(byte & 31)).join('')
}

/** `ABCD-EFGH-…`: groups of four, as codes are written. */
export function groupSigns(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? code
}

/**
 * A code of this many signs as somebody typed it: case, spaces, hyphens, full width, marks that are not seen, O for 0 and I or L for 1
 * are forgiven. Undefined when it is none.
 */
export function readSigns(text: string, length: number): string | undefined {
  const code = text
    .slice(0, 400)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}\u2212ー_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  return code.length === length && [...code].every((sign) => alphabet.includes(sign)) ? code : undefined
}
