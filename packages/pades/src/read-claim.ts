import { replaceUnseen } from '@madoguchi/pki'
import { readTextString } from './pdf/text-string.ts'
import type { PdfValue } from './pdf/value.ts'

/** What somebody wrote into a document to be read: for people, who are strangers to them. */
const claimLengthMax = 200
const textBytesMax = 2_000
const marksInTurn = /(\p{M}{3})\p{M}+/gu

/**
 * A text string (ISO 32000-2 7.9.2.2) on one line, without what cannot be seen, of 200 characters at most with … where more
 * stood; undefined when it is none, is very long, or nothing of it can be seen.
 */
export function readClaim(value: PdfValue): string | undefined {
  if (value.kind !== 'string' || value.bytes.length > textBytesMax) return undefined
  const seen = replaceUnseen(readTextString(value) ?? '', ' ')
    .replace(marksInTurn, '$1')
    .replace(/\s+/gu, ' ')
    .trim()
  const characters = Array.from(seen)
  if (characters.length === 0) return undefined
  return characters.length > claimLengthMax ? `${characters.slice(0, claimLengthMax).join('')}…` : seen
}
