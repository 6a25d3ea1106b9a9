import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { indexOfInTurns } from './index-of-in-turns.ts'
import { findBoundary, partsMax } from './part-limit.ts'

const newLine = '\r\n'
/** Of one part; ours have some 150 bytes. */
const headBytesMax = 4_096

/** `name`: as its sender's browser wrote it, in any characters; empty where it wrote none. `bytes`: a view of the body. */
export type FormFile = { readonly name: string; readonly bytes: Bytes }

/**
 * The files of a form's field (RFC 7578, RFC 2046 5.1.1): views of the body, nothing is copied. None when the form has no
 * such field, only empty ones, or is of a kind that holds no files. Node's own reader copies a body of 20 MB three times,
 * in the thread that serves everybody; this one goes from boundary to boundary.
 */
export async function readFormFiles(options: {
  contentType: string
  body: Bytes
  field: string
}): Promise<Verdict<readonly FormFile[], 'BODY_MALFORMED'>> {
  const boundary = findBoundary(options.contentType)
  if (boundary === undefined && !/^multipart\/form-data\b/i.test(options.contentType)) return ok([])
  if (boundary === undefined) return no('BODY_MALFORMED')
  const body = Buffer.from(options.body.buffer, options.body.byteOffset, options.body.byteLength)
  const separator = Buffer.from(`${newLine}--${boundary}`, 'latin1')
  // The first boundary begins the body: nobody who fills in a form writes before it.
  let at = separator.length - newLine.length
  if (!body.subarray(0, at).equals(separator.subarray(newLine.length))) return no('BODY_MALFORMED')
  const found: FormFile[] = []
  for (let count = 0; count <= partsMax; count++) {
    const after = body.toString('latin1', at, at + 2)
    if (after === '--') return ok(found)
    if (after !== newLine) return no('BODY_MALFORMED')
    // The blank line ends a head also when it has no lines at all.
    const head = readHead(body, at)
    if (head === undefined) return no('BODY_MALFORMED')
    const end = await indexOfInTurns(body, { sought: separator, from: head.end - newLine.length })
    if (end < 0) return no('BODY_MALFORMED')
    const name = end > head.end ? findFileName(head.lines, options.field) : undefined
    if (name !== undefined) found.push({ name, bytes: options.body.subarray(head.end, end) })
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

/**
 * The file's name where the part is a file of the field, else undefined. Browsers write names in quotes and a file's name
 * behind them, with `%22` for a quote and `%0D%0A` for a break (HTML, multipart/form-data).
 */
function findFileName(lines: readonly string[], field: string): string | undefined {
  const prefix = 'content-disposition:'
  const line = lines.find((one) => one.slice(0, prefix.length).toLowerCase() === prefix) ?? ''
  const [kind, ...parameters] = line
    .slice(prefix.length)
    .split(';')
    .map((text) => text.trim())
  const names = parameters.map((text) => text.slice(0, text.indexOf('=')).toLowerCase())
  const place = names.indexOf('name')
  const name = (parameters[place] ?? '').slice('name='.length).replace(/^"([^"]*)"$/, '$1')
  if (kind?.toLowerCase() !== 'form-data' || name !== field || !names.includes('filename')) return undefined
  // A name may hold a semicolon: it ends with its quote.
  const [, quoted, plain = ''] = /;\s*filename=(?:"([^"]*)"|([^\s";]*))/i.exec(line) ?? []
  return (quoted ?? plain).replace(/%22/g, '"').replace(/%0D%0A/gi, ' ')
}
