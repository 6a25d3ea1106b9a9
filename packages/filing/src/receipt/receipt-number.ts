import { sha256, utf8 } from '@madoguchi/kit'

/** Crockford's digits: no I, L, O or U. The last five serve as check characters alone. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const checkDigits = `${digits}*~$=U`
const digitsMax = 12

/**
 * 受付番号, by which a citizen and an officer speak of a filing: `MD-7K3Q-9F2M-XW4H-C`. Sixty bits of the hash of the filing's
 * id, in Crockford's base 32, and his check character (mod 37), which notices any one wrong sign and any two swapped.
 */
export function receiptNumberOf(filing: string): string {
  const hash = sha256(utf8.encode(`madoguchi/1/receipt-number\n${filing}`))
  const value = hash.subarray(0, 8).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) >> 4n
  return write(value)
}

/**
 * A receipt number as somebody typed it, as it is written: small letters, O for 0, I and L for 1, any or no hyphens and
 * spaces, with or without its MD. Undefined where it is none, or its check character is another.
 */
export function readReceiptNumber(typed: string): string | undefined {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−ー]/g, '')
    .replace(/^MD(?=.{13}$)/, '')
  if (signs.length !== digitsMax + 1) return undefined
  const values = [...signs.replaceAll('O', '0').replace(/[IL]/g, '1')]
  const check = values.pop() ?? ''
  const numbers = values.map((sign) => digits.indexOf(sign))
  if (numbers.some((number) => number < 0)) return undefined
  const value = numbers.reduce((sum, number) => (sum << 5n) | BigInt(number), 0n)
  return lastSignOf(value) === check ? write(value) : undefined
}

function write(value: bigint): string {
  const signs = Array.from({ length: digitsMax }, (_, at) => digits[Number((value >> BigInt(5 * at)) & 31n)])
  const groups = signs.reverse().join('').match(/.{4}/g) ?? []
  return ['MD', ...groups, lastSignOf(value)].join('-')
}

function lastSignOf(value: bigint): string {
  return checkDigits[Number(value % 37n)] ?? ''
}
