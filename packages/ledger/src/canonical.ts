import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'

/** What a ledger record may hold: no floats, no null inside records, so that one value has exactly one encoding. */
type Plain = string | number | boolean | { readonly [key: string]: Plain | undefined }

/**
 * Canonical JSON (RFC 8785, the JSON Canonicalization Scheme) for strings, safe integers, booleans and objects:
 * keys sorted by UTF-16 code units, no white space. Undefined members are left out. Throws a RangeError on
 * a number that is no safe integer.
 */
export function encodeCanonical(value: Plain): Bytes {
  return utf8.encode(write(value))
}

function write(value: Plain): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new RangeError('not a safe integer')
  if (typeof value !== 'object') return JSON.stringify(value)
  const members = Object.keys(value)
    .sort()
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${JSON.stringify(key)}:${write(member)}`]
    })
  return `{${members.join(',')}}`
}
