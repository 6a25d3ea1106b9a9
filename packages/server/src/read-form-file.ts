import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { indexOfInTurns } from './index-of-in-turns.ts'
import { findBoundary, partsMax } from './part-limit.ts'

const newLine = '\r\n'
/** Of one part; ours have some 150 bytes. */
const headBytesMax = 4_096

/**
 * The file of a form's field (RFC 7578, RFC 2046 5.1.1): a view of the body, nothing is copied. Undefined when the form
 * has no such field, or an empty one, or is of a kind that holds no files; of two the first counts. Node's own reader
 * copies a body of 20 MB three times, in the thread that serves everybody; this one goes from boundary to boundary.
 */
export async function readFormFile(options: {
  contentType: string
  body: Bytes
  field: string
}): Promise<Verdict<Bytes | undefined, 'BODY_MALFORMED'>> {
  const boundary = findBoundary(options.contentType)
  if (boundary === undefined && !/^multipart\/form-data\b/i.test(options.contentType)) return ok(undefined)
  if (boundary === undefined) return no('BODY_MALFORMED')
  const body = Buffer.from(options.body.buffer, options.body.byteOffset, options.body.byteLength)
  const separator = Buffer.from(`${newLine}--${boundary}`, 'latin1')
  // The first boundary begins the body: nobody who fills in a form writes before it.
  let at = separator.length - newLine.length
  if (!body.subarray(0, at).equals(separator.subarray(newLine.length))) return no('BODY_MALFORMED')
  let found: Bytes | undefined
  for (let count = 0; count <= partsMax; count++) {
    const after = body.toString('latin1', at, at + 2)
    if (after === '--') return ok(found)
    if (after !== newLine) return no('BODY_MALFORMED')
    // The blank line ends a head also when it has no lines at all.
    const head = readHead(body, at)
    if (head === undefined) return no('BODY_MALFORMED')
    const end = await indexOfInTurns(body, { sought: separator, from: head.end - newLine.length })
    if (end < 0) return no('BODY_MALFORMED')
    if (found === undefined && end > head.end && isFileOf(head.lines, options.field))
      found = options.body.subarray(head.end, end)
    at = end + separator.length
  }
  return no('BODY_MALFORMED')
}

/** The lines of a part's head, from the line break after its boundary on, and where what it holds begins. */
function readHead(body: Buffer, at: number): { readonly lines: readonly string[]; readonly end: number } | undefined {
  const text = body.subarray(at, at + headBytesMax)
  const length = text.indexOf(newLine + newLine)
  if (length < 0) return undefined
  const lines = text.toString('utf8', newLine.length, length).split(newLine)
  return { lines, end: at + length + 2 * newLine.length }
}

/** Browsers write names in quotes and a file's name behind them, with `%22` for a quote (HTML, multipart/form-data). */
function isFileOf(lines: readonly string[], field: string): boolean {
  const prefix = 'content-disposition:'
  const line = lines.find((one) => one.slice(0, prefix.length).toLowerCase() === prefix)
  const [kind, ...parameters] = (line ?? '')
    .slice(prefix.length)
    .split(';')
    .map((text) => text.trim())
  const names = parameters.map((text) => text.slice(0, text.indexOf('=')).toLowerCase())
  const place = names.indexOf('name')
  const name = (parameters[place] ?? '').slice('name='.length).replace(/^"([^"]*)"$/, '$1')
  return kind?.toLowerCase() === 'form-data' && name === field && names.includes('filename')
}
