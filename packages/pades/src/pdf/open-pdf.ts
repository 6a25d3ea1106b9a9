import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { openBudget, spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { skipWhite, startsWith, takeCount } from './cursor.ts'
import { decodeStream } from './decode-stream.ts'
import { demandPdf } from './errors.ts'
import { limits } from './limits.ts'
import type { IndirectObject } from './read-object.ts'
import { readIndirectObject, readStream } from './read-object.ts'
import { readValue } from './read-value.ts'
import type { Xref } from './read-xref.ts'
import { readXref } from './read-xref.ts'
import type { Pack, PackedObject, Source } from './source.ts'
import { openSource, readOnce } from './source.ts'
import type { PdfDict, PdfRef, PdfValue } from './value.ts'
import { entryOf, integerOf, nameIn, nullValue } from './value.ts'

/** A document as its cross-reference says it is. What stands in the bytes beside that is not there. */
export type Pdf = {
  /** Of this version: up to where it ended. */
  readonly bytes: Bytes
  readonly source: Source
  readonly budget: Budget
  readonly xref: Xref
  readonly catalog: PdfDict
  readonly catalogRef: PdfRef
  /** The object of this number; undefined when it is free or was never given. */
  find(number: number): IndirectObject | undefined
  /** Follows references to a value; null for what is not there. */
  resolve(value: PdfValue): PdfValue
}

/** Opens a document. Throws PdfError, and CostlyError as soon as it costs more than the budget has. */
export function openPdf(bytes: Bytes, budget = openBudget()): Pdf {
  return openVersion(openSource(bytes, budget), bytes.length)
}

/** Opens a document as it was when it ended at `endBytes`. Throws as `openPdf` does, out of the same budget. */
export function openVersion(source: Source, endBytes: number): Pdf {
  const { budget } = source
  const bytes = source.bytes.subarray(0, endBytes)
  demandPdf(startsWith(bytes, 0, '%PDF-'), 'header')
  const xref = readXref(source, endBytes)
  // Its strings and streams, object streams too, are hidden: nothing in it can be looked up.
  demandPdf(entryOf(xref.trailer, 'Encrypt').kind === 'null', 'encrypted')
  const known = new Map<number, IndirectObject | undefined>()

  function find(number: number): IndirectObject | undefined {
    if (!known.has(number)) known.set(number, load(number))
    return known.get(number)
  }

  function load(number: number): IndirectObject | undefined {
    const entry = xref.get(number)
    if (entry === undefined || entry.kind === 'free') return undefined
    if (entry.kind === 'packed') {
      const packed = readPack(entry.stream).objects[entry.index]
      demandPdf(packed?.number === number, 'packed object')
      packed.value ??= readValue({ ...packed.cursor })
      return { number, generation: 0, value: packed.value, streamAt: undefined, endAt: 0 }
    }
    const { offset } = entry
    const object = readOnce(source.objects, { offset, endBytes }, () => readIndirectObject(bytes, offset, budget))
    demandPdf(object.number === number && object.generation === entry.generation, 'object number')
    return object
  }

  /** An object stream stands at an offset, never in another: nothing can go in circles here. */
  function readPack(number: number): Pack {
    const entry = xref.get(number)
    demandPdf(entry?.kind === 'offset', 'object stream')
    const object = find(number)
    demandPdf(object?.value.kind === 'dict' && nameIn(entryOf(object.value, 'Type')) === 'ObjStm', 'object stream')
    const dict = object.value
    const lengthBytes = integerOf(resolveLength(entryOf(dict, 'Length'))) ?? -1
    // Its length may stand elsewhere and be another one in another version.
    const known = source.packs.get(entry.offset)
    if (known !== undefined && known.lengthBytes !== lengthBytes) source.packs.delete(entry.offset)
    return readOnce(source.packs, { offset: entry.offset, endBytes }, () => {
      const { encoded, endAt } = readStream({ bytes, object, budget, resolve: resolveLength })
      return { lengthBytes, endAt, objects: readPackedObjects(decodeStream(dict, encoded, budget), dict, budget) }
    })
  }

  /** The length of an object stream may stand elsewhere, but not in an object stream. */
  function resolveLength(value: PdfValue): PdfValue {
    if (value.kind !== 'ref') return value
    demandPdf(xref.get(value.number)?.kind === 'offset', 'stream length')
    return find(value.number)?.value ?? nullValue
  }

  function resolve(value: PdfValue): PdfValue {
    let now = value
    for (let steps = 0; now.kind === 'ref'; steps++) {
      demandPdf(steps < limits.referencesMax, 'reference loop')
      const object = find(now.number)
      now = object !== undefined && object.generation === now.generation ? object.value : nullValue
    }
    return now
  }

  const catalogRef = entryOf(xref.trailer, 'Root')
  demandPdf(catalogRef.kind === 'ref', 'Root')
  const catalog = resolve(catalogRef)
  demandPdf(catalog.kind === 'dict', 'catalog')
  // A MUST (7.7.2) that some writers forget; what the trailer calls the root is the catalog all the same.
  const type = entryOf(catalog, 'Type')
  demandPdf(type.kind === 'null' || nameIn(type) === 'Catalog', 'catalog')
  return { bytes, source, budget, xref, catalog, catalogRef, find, resolve }
}

/** ISO 32000-1 7.5.7. */
function readPackedObjects(data: Bytes, dict: PdfDict, budget: Budget): PackedObject[] {
  const count = integerOf(entryOf(dict, 'N'))
  const first = integerOf(entryOf(dict, 'First'))
  demandPdf(count !== undefined && first !== undefined && first >= 0 && first <= data.length, 'object stream')
  // Two numbers and white space between them for each.
  demandPdf(count >= 0 && count * 4 <= first + 1, 'object stream')
  spend(budget, 'entries', count)
  const cursor: Cursor = { bytes: data, at: 0, budget }
  const places = Array.from({ length: count }, () => {
    skipWhite(cursor)
    const number = takeCount(cursor)
    skipWhite(cursor)
    return { number, at: first + takeCount(cursor) }
  })
  // One stands behind the other, and ends where the next begins: some find nothing in a stream where they do not.
  return places.map(({ number, at }, index) => {
    const endAt = places[index + 1]?.at ?? data.length
    demandPdf(at < endAt && endAt <= data.length, 'object stream')
    return { number, cursor: { bytes: data.subarray(0, endAt), at, budget }, value: undefined }
  })
}
