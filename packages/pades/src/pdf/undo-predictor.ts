import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { spend } from './budget.ts'
import { demandPdf } from './errors.ts'
import type { PdfDict } from './value.ts'
import { entryOf, integerOf } from './value.ts'

/** Undoes PNG filters of rows (ISO 32000-1 7.4.4.4): one byte a sample, one sample a column, as tables of numbers are. */
export function undoPredictor(data: Bytes, parameters: PdfDict, budget: Budget): Bytes {
  const predictor = integerOf(entryOf(parameters, 'Predictor')) ?? 1
  if (predictor === 1) return data
  const isPlain = ['Colors', 'BitsPerComponent'].every((key) => {
    const value = integerOf(entryOf(parameters, key))
    return value === undefined || value === (key === 'Colors' ? 1 : 8)
  })
  const columns = integerOf(entryOf(parameters, 'Columns')) ?? 1
  demandPdf(predictor >= 10 && predictor <= 15 && isPlain && columns >= 1 && columns <= 256, 'predictor')
  spend(budget, 'undoneBytes', data.length)
  const rows = Math.ceil(data.length / (columns + 1))
  const out = new Uint8Array(rows * columns)
  for (let row = 0; row < rows; row++) {
    const from = row * (columns + 1)
    const type = data[from] ?? 0
    demandPdf(type <= 4, 'predictor')
    undoRow({ data, out, columns, type }, from + 1, row * columns)
  }
  return out
}

type Rows = { readonly data: Bytes; readonly out: Bytes; readonly columns: number; readonly type: number }

/** One row (RFC 2083 6). Nothing is made a byte. */
function undoRow({ data, out, columns, type }: Rows, from: number, to: number): void {
  for (let column = 0; column < columns; column++) {
    const at = to + column
    const left = column > 0 ? (out[at - 1] ?? 0) : 0
    const above = to > 0 ? (out[at - columns] ?? 0) : 0
    let guess = 0
    if (type === 1) guess = left
    else if (type === 2) guess = above
    else if (type === 3) guess = (left + above) >> 1
    else if (type === 4) guess = paeth(left, above, column > 0 && to > 0 ? (out[at - columns - 1] ?? 0) : 0)
    out[at] = (data[from + column] ?? 0) + guess
  }
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner
  const a = Math.abs(estimate - left)
  const b = Math.abs(estimate - above)
  const c = Math.abs(estimate - corner)
  if (a <= b && a <= c) return left
  return b <= c ? above : corner
}
