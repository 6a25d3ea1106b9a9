import type { Bytes } from '@madoguchi/kit'
import { demand, tag } from './der.ts'

/** Where the parts of one entry stand; filled in anew for each, since a list has a million. */
type ScannedEntry = {
  end: number
  /** The octets of the number as they stand: 00 ff is 255, ff is -1. */
  serialAt: number
  serialEnd: number
  /** `end` where there are none. */
  extensionsAt: number
  /** There are no extensions but a reason of those we know and a date of invalidity: nothing more needs to be looked at. */
  isPlain: boolean
}

/**
 * Walks over one entry of a list (RFC 5280 5.1.2.6): its form, serial number and date are as they must be. Extensions other
 * than a lone reason are left to the caller. Makes no object. Throws MalformedError.
 */
export function scanEntry(bytes: Bytes, at: number, out: ScannedEntry): void {
  demand(bytes[at] === tag.sequence, 'entry')
  const serial = skipHead(bytes, at, bytes.length)
  out.end = serial + lengthAt(bytes, at)
  demand(out.end <= bytes.length, 'ends early')
  demand(bytes[serial] === tag.integer, 'integer')
  const octets = skipHead(bytes, serial, out.end)
  const date = octets + lengthAt(bytes, serial)
  demandSerial(bytes, octets, date)
  out.serialAt = octets
  out.serialEnd = date
  demand(date < out.end, 'ends early')
  const digits = skipHead(bytes, date, out.end)
  out.extensionsAt = digits + lengthAt(bytes, date)
  demand(out.extensionsAt <= out.end, 'ends early')
  demandTime(bytes, date, digits, out.extensionsAt)
  out.isPlain = out.extensionsAt === out.end || arePlain(bytes, out.extensionsAt, out.end)
}

/** Where the content of the element at `at` begins; its length is in its shortest form. */
function skipHead(bytes: Bytes, at: number, end: number): number {
  const first = bytes[at + 1] ?? 0
  const start = first < 0x80 ? at + 2 : at + 2 + (first & 0x7f)
  demand(start <= end, 'ends early')
  if (first < 0x80) return start
  const count = first & 0x7f
  demand(count >= 1 && count <= 4, 'length form')
  demand(lengthAt(bytes, at) >= (count === 1 ? 0x80 : 256 ** (count - 1)), 'length not shortest')
  return start
}

function lengthAt(bytes: Bytes, at: number): number {
  const first = bytes[at + 1] ?? 0
  if (first < 0x80) return first
  let length = 0
  for (let i = 0; i < (first & 0x7f); i++) length = length * 256 + (bytes[at + 2 + i] ?? 0)
  return length
}

/**
 * In the shortest form. A CA MUST write positive numbers of at most 20 octets (RFC 5280 4.1.2.2); one that is not, or is
 * longer, is its own fault and no reason to know nothing of all others.
 */
function demandSerial(bytes: Bytes, from: number, to: number): void {
  demand(to > from, 'serial')
  const first = bytes[from] ?? 0
  const isNextHigh = (bytes[from + 1] ?? 0) >= 0x80
  demand(to - from === 1 || (first === 0 ? isNextHigh : first !== 0xff || !isNextHigh), 'serial')
}

/** As `readTime` reads it, by its digits alone: RFC 5280 4.1.2.5. */
function demandTime(bytes: Bytes, at: number, from: number, to: number): void {
  const isUtc = bytes[at] === tag.utcTime
  demand(isUtc || bytes[at] === tag.generalizedTime, 'time')
  demand(to - from === (isUtc ? 13 : 15) && bytes[to - 1] === 0x5a, 'time')
  for (let digit = from; digit < to - 1; digit++) demand(isDigit(bytes[digit]), 'time')
  const short = twoDigits(bytes, isUtc ? from : from + 2)
  const year = isUtc ? short + (short >= 50 ? 1900 : 2000) : twoDigits(bytes, from) * 100 + short
  const month = twoDigits(bytes, to - 11)
  const day = twoDigits(bytes, to - 9)
  demand(month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month), 'time')
  demand(twoDigits(bytes, to - 7) < 24 && twoDigits(bytes, to - 5) < 60 && twoDigits(bytes, to - 3) < 60, 'time')
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

function twoDigits(bytes: Bytes, at: number): number {
  return (bytes[at] ?? 0) * 10 + (bytes[at + 1] ?? 0) - 0x30 * 11
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const reasonOid = 0x15
const invalidityDateOid = 0x18

/** SEQUENCE OF SEQUENCE { 2.5.29.21 or 2.5.29.24, OCTET STRING }, each at most once, all lengths short. */
function arePlain(bytes: Bytes, at: number, end: number): boolean {
  if (bytes[at] !== tag.sequence || bytes[at + 1] !== end - at - 2 || end - at > 0x7f) return false
  let hasReason = false
  let hasDate = false
  for (let extension = at + 2; extension < end; extension += 2 + (bytes[extension + 1] ?? 0)) {
    const id = findKnownId(bytes, extension, end)
    if (id === undefined || (id === reasonOid ? hasReason : hasDate)) return false
    if (id === reasonOid) hasReason = true
    else hasDate = true
  }
  return hasReason || hasDate
}

function findKnownId(bytes: Bytes, at: number, end: number): number | undefined {
  const length = bytes[at + 1] ?? 0
  const isThere = bytes[at] === tag.sequence && at + 2 + length <= end && length >= 7
  const isCertExtension =
    bytes[at + 2] === tag.oid && bytes[at + 3] === 3 && bytes[at + 4] === 0x55 && bytes[at + 5] === 0x1d
  // Right behind it: one that is critical has a BOOLEAN there.
  const isWhole = bytes[at + 7] === tag.octetString && bytes[at + 8] === length - 7
  if (!isThere || !isCertExtension || !isWhole) return undefined
  const id = bytes[at + 6]
  if (id === invalidityDateOid) return id
  return id === reasonOid && isReason(bytes, at + 9, length - 7) ? id : undefined
}

function isReason(bytes: Bytes, at: number, length: number): boolean {
  const reason = bytes[at + 2] ?? 0
  // 7 is not used (5.3.1).
  return length === 3 && bytes[at] === tag.enumerated && bytes[at + 1] === 1 && reason <= 10 && reason !== 7
}
