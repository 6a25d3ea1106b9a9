import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { spend } from './budget.ts'
import { demandPdf } from './errors.ts'

/** A place in bytes that moves on as they are read. */
export type Cursor = { readonly bytes: Bytes; at: number; readonly budget: Budget }

const white: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])
const delimiters: ReadonlySet<number> = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)))

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && white.has(byte)
}

/** White space as other languages know it: without NUL. */
export function isGap(byte: number | undefined): boolean {
  return byte !== 0 && isWhite(byte)
}

/** A character of a name, a number or a keyword (ISO 32000-1 7.2.2). */
export function isRegular(byte: number | undefined): boolean {
  return byte !== undefined && !white.has(byte) && !delimiters.has(byte)
}

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** White space and comments. */
export function skipWhite(cursor: Cursor): void {
  const { bytes, budget, at } = cursor
  for (;;) {
    while (isWhite(bytes[cursor.at])) cursor.at++
    if (bytes[cursor.at] !== 0x25) break
    while (cursor.at < bytes.length && bytes[cursor.at] !== 0x0a && bytes[cursor.at] !== 0x0d) cursor.at++
  }
  spend(budget, 'bytes', cursor.at - at)
}

export function startsWith(bytes: Bytes, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false
  return true
}

/** Takes the keyword that must stand here, and nothing of what is longer than it. */
export function takeKeyword(cursor: Cursor, keyword: string): void {
  demandPdf(startsWith(cursor.bytes, cursor.at, keyword), keyword)
  cursor.at += keyword.length
  demandPdf(!isRegular(cursor.bytes[cursor.at]), keyword)
}

const digitsMax = 15

/** An unsigned whole number without sign or point. */
export function takeCount(cursor: Cursor): number {
  const start = cursor.at
  while (isDigit(cursor.bytes[cursor.at])) cursor.at++
  demandPdf(cursor.at > start && cursor.at - start <= digitsMax, 'number')
  return Number(String.fromCharCode(...cursor.bytes.subarray(start, cursor.at)))
}
