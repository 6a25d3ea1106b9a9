import { constants, inflateSync } from 'node:zlib'
import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { CostlyError, spend } from './budget.ts'
import { demandPdf, PdfError } from './errors.ts'
import { undoPredictor } from './undo-predictor.ts'
import type { PdfDict, PdfValue } from './value.ts'
import { entryOf, nameIn, nullValue } from './value.ts'

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
  demandPdf(nameIn(filter) === 'FlateDecode', 'filter')
  const inflated = inflate(encoded, budget.inflatedBytes)
  spend(budget, 'inflatedBytes', inflated.length)
  return parameters.kind === 'dict' ? undoPredictor(inflated, parameters, budget) : inflated
}

function onlyOne(value: PdfValue): PdfValue {
  if (value.kind !== 'array') return value
  demandPdf(value.items.length <= 1, 'filter')
  return value.items[0] ?? nullValue
}

function inflate(encoded: Bytes, maxOutputLength: number): Bytes {
  try {
    // Some writers leave out the checksum at the end.
    return inflateSync(encoded, { maxOutputLength: Math.max(1, maxOutputLength), finishFlush: constants.Z_SYNC_FLUSH })
  } catch (cause) {
    if (cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE')
      throw Object.assign(new CostlyError('inflatedBytes'), { cause })
    throw Object.assign(new PdfError('deflate'), { cause })
  }
}
