import { constants, inflateSync } from 'node:zlib'
import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { spend } from './budget.ts'
import { demand, PdfError } from './errors.ts'
import type { PdfDict, PdfValue } from './value.ts'
import { entryOf, integerOf, nameOf, nullValue } from './value.ts'

/**
 * Decodes a stream that is not encoded or is FlateDecode with at most one predictor: what cross-reference and object
 * streams are written in (ISO 32000-1 7.4.4). Other filters are for page contents, which nobody reads here.
 */
export function decodeStream(dict: PdfDict, encoded: Bytes, budget: Budget): Bytes {
  const filter = onlyOne(entryOf(dict, 'Filter'))
  const parameters = onlyOne(entryOf(dict, 'DecodeParms'))
  if (filter.kind === 'null') {
    spend(budget, 'inflatedBytes', encoded.length)
    return encoded
  }
  demand(nameOf(filter) === 'FlateDecode', 'filter')
  const inflated = inflate(encoded, budget.inflatedBytes)
  spend(budget, 'inflatedBytes', inflated.length)
  return parameters.kind === 'dict' ? undoPredictor(inflated, parameters) : inflated
}

function onlyOne(value: PdfValue): PdfValue {
  if (value.kind !== 'array') return value
  demand(value.items.length <= 1, 'filter')
  return value.items[0] ?? nullValue
}

function inflate(encoded: Bytes, maxOutputLength: number): Bytes {
  try {
    // Some writers leave out the checksum at the end.
    return inflateSync(encoded, { maxOutputLength: Math.max(1, maxOutputLength), finishFlush: constants.Z_SYNC_FLUSH })
  } catch (cause) {
    throw Object.assign(new PdfError('deflate'), { cause })
  }
}

function undoPredictor(data: Bytes, parameters: PdfDict): Bytes {
  const predictor = integerOf(entryOf(parameters, 'Predictor')) ?? 1
  if (predictor === 1) return data
  // One byte a sample, one sample a column: what tables of numbers are.
  const isPlain = ['Colors', 'BitsPerComponent'].every((key) => {
    const value = integerOf(entryOf(parameters, key))
    return value === undefined || value === (key === 'Colors' ? 1 : 8)
  })
  const columns = integerOf(entryOf(parameters, 'Columns')) ?? 1
  demand(predictor >= 10 && predictor <= 15 && isPlain && columns >= 1 && columns <= 256, 'predictor')
  const rows = Math.ceil(data.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) undoRow({ data, out, row, columns })
  return out
}

/** One row of PNG filtering (RFC 2083 6). */
function undoRow(options: { data: Bytes; out: Bytes; row: number; columns: number }): void {
  const { data, out, row, columns } = options
  const from = row * (columns + 1)
  const to = row * columns
  const type = data[from] ?? 0
  demand(type <= 4, 'predictor')
  for (let column = 0; column < columns; column++) {
    const left = column > 0 ? (out[to + column - 1] ?? 0) : 0
    const above = row > 0 ? (out[to - columns + column] ?? 0) : 0
    const corner = row > 0 && column > 0 ? (out[to - columns + column - 1] ?? 0) : 0
    const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][type] ?? 0
    out[to + column] = ((data[from + 1 + column] ?? 0) + guess) & 0xff
  }
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner
  const [a, b, c] = [left, above, corner].map((one) => Math.abs(estimate - one)) as [number, number, number]
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}
