import type { Bytes } from '@madoguchi/kit'
import { indexOfInTurns } from './index-of-in-turns.ts'

/** More than any form of ours has. A body of nothing but separators would have hundreds of thousands. */
export const partsMax = 2_000

/**
 * Whether a form's body has more fields than any form of ours: counted before anybody makes values of them, each of which
 * costs a hundred times its bytes. Bodies of other kinds have no parts.
 */
export async function hasTooManyParts(contentType: string, body: string | Bytes): Promise<boolean> {
  const separator = findSeparator(contentType)
  if (separator === undefined) return false
  const held = typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const sought = Buffer.from(separator, 'latin1')
  let at = await indexOfInTurns(held, { sought, from: 0 })
  for (let found = 1; at >= 0; found++) {
    if (found > partsMax) return true
    at = await indexOfInTurns(held, { sought, from: at + sought.length })
  }
  return false
}

function findSeparator(contentType: string): string | undefined {
  if (/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType)) return '&'
  const boundary = findBoundary(contentType)
  return boundary === undefined ? undefined : `--${boundary}`
}

/** Undefined where the body is no form with files. */
export function findBoundary(contentType: string): string | undefined {
  const [, quoted, plain] =
    /^multipart\/form-data\s*;.{0,200}?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType) ?? []
  return quoted ?? plain
}
