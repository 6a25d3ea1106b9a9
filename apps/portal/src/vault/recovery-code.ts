import { hkdfSync } from 'node:crypto'
import type { Bytes, Random, Verdict } from '@madoguchi/kit'
import { no, ok, sha256, utf8 } from '@madoguchi/kit'

/** Crockford's: no I, L, O, U, so that what is printed is read in one way. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const secretLength = 26
const checkLength = 2
const groupLength = 4

/**
 * A recovery code as it is kept in mind of nobody and printed by some: 26 random signs (130 bits), and two that a slip of the
 * pen does not get right, so that it is said before anything is tried.
 */
export function makeRecoveryCode(random: Random): string {
  const secret = [...random.bytes(secretLength)].map((byte) => signOf(byte)).join('')
  return secret + checkOf(secret)
}

/** `ABCD-EFGH-…`: seven groups of four. */
export function formatRecoveryCode(code: string): string {
  return code.match(new RegExp(`.{${groupLength}}`, 'g'))?.join('-') ?? code
}

/** What a citizen typed, as the code was made: case, spaces, hyphens, full width, O for 0 and I or L for 1 are forgiven. */
export function parseRecoveryCode(text: string): Verdict<string, 'RECOVERY_CODE_MALFORMED'> {
  const code = text
    .slice(0, 400)
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212ー_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const secret = code.slice(0, secretLength)
  const isWhole = code.length === secretLength + checkLength && [...code].every((sign) => alphabet.includes(sign))
  return isWhole && code.slice(secretLength) === checkOf(secret) ? ok(code) : no('RECOVERY_CODE_MALFORMED')
}

/** The key under which the vault's is wrapped. The code has all the entropy that a key needs: nothing has to be slow here. */
export function deriveRecoveryKey(code: string, salt: Bytes): Bytes {
  const info = utf8.encode('madoguchi/1/recovery-code')
  return new Uint8Array(hkdfSync('sha256', utf8.encode(code.slice(0, secretLength)), salt, info, 32))
}

function checkOf(secret: string): string {
  return [...sha256(utf8.encode(`madoguchi/1/recovery-check\n${secret}`)).subarray(0, checkLength)]
    .map((byte) => signOf(byte))
    .join('')
}

function signOf(byte: number): string {
  return alphabet.charAt(byte & 31)
}
