import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { openBudget, spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { skipWhite, startsWith, takeCount } from './cursor.ts'
import { decodeStream } from './decode-stream.ts'
import { demand } from './errors.ts'
import { limits } from './limits.ts'
import type { IndirectObject } from './read-object.ts'
import { readIndirectObject, readStream } from './read-object.ts'
import { readValue } from './read-value.ts'
import type { Xref } from './read-xref.ts'
import { readXref } from './read-xref.ts'
import type { PdfDict, PdfRef, PdfValue } from './value.ts'
import { entryOf, integerOf, nameOf, nullValue } from './value.ts'

/** A document as its cross-reference says it is. What stands in the bytes beside that is not there. */
export type Pdf = {
  readonly bytes: Bytes
  readonly xref: Xref
  readonly catalog: PdfDict
  readonly catalogRef: PdfRef
  /** The object of this number; undefined when it is free or was never given. */
  find(number: number): IndirectObject | undefined
  /** Follows references to a value; null for what is not there. */
  resolve(value: PdfValue): PdfValue
}

/** Opens a document. Throws PdfError. Work is bounded by `limits`. */
export function openPdf(bytes: Bytes): Pdf {
  demand(startsWith(bytes, 0, '%PDF-'), 'header')
  const budget = openBudget()
  const xref = readXref(bytes, budget)
  const known = new Map<number, IndirectObject | undefined>()
  const packs = new Map<number, readonly PackedObject[]>()

  function find(number: number): IndirectObject | undefined {
    if (!known.has(number)) known.set(number, load(number))
    return known.get(number)
  }

  function load(number: number): IndirectObject | undefined {
    const entry = xref.entries.get(number)
    if (entry === undefined || entry.kind === 'free') return undefined
    if (entry.kind === 'packed') {
      const packed = findPack(entry.stream)[entry.index]
      demand(packed?.number === number, 'packed object')
      return { number, generation: 0, value: readValue(packed.cursor), streamAt: undefined }
    }
    const object = readIndirectObject(bytes, entry.offset, budget)
    demand(object.number === number && object.generation === entry.generation, 'object number')
    return object
  }

  /** An object stream stands at an offset, never in another: nothing can go in circles here. */
  function findPack(number: number): readonly PackedObject[] {
    const pack = packs.get(number) ?? readPack(number)
    packs.set(number, pack)
    return pack
  }

  function readPack(number: number): readonly PackedObject[] {
    demand(xref.entries.get(number)?.kind === 'offset', 'object stream')
    const object = find(number)
    demand(object?.value.kind === 'dict' && nameOf(entryOf(object.value, 'Type')) === 'ObjStm', 'object stream')
    const encoded = readStream({ bytes, object, budget, resolve: resolveLength })
    return readPackedObjects(decodeStream(object.value, encoded, budget), object.value, budget)
  }

  /** The length of an object stream may stand elsewhere, but not in an object stream. */
  function resolveLength(value: PdfValue): PdfValue {
    if (value.kind !== 'ref') return value
    demand(xref.entries.get(value.number)?.kind === 'offset', 'stream length')
    return find(value.number)?.value ?? nullValue
  }

  function resolve(value: PdfValue): PdfValue {
    let now = value
    for (let steps = 0; now.kind === 'ref'; steps++) {
      demand(steps < limits.referencesMax, 'reference loop')
      const object = find(now.number)
      now = object !== undefined && object.generation === now.generation ? object.value : nullValue
    }
    return now
  }

  const catalogRef = entryOf(xref.trailer, 'Root')
  demand(catalogRef.kind === 'ref', 'Root')
  const catalog = resolve(catalogRef)
  demand(catalog.kind === 'dict' && nameOf(entryOf(catalog, 'Type')) === 'Catalog', 'catalog')
  return { bytes, xref, catalog, catalogRef, find, resolve }
}

type PackedObject = { readonly number: number; readonly cursor: Cursor }

/** ISO 32000-1 7.5.7. */
function readPackedObjects(data: Bytes, dict: PdfDict, budget: Budget): PackedObject[] {
  const count = integerOf(entryOf(dict, 'N'))
  const first = integerOf(entryOf(dict, 'First'))
  demand(count !== undefined && first !== undefined && first >= 0 && first <= data.length, 'object stream')
  demand(count >= 0, 'object stream')
  spend(budget, 'entries', count)
  const cursor: Cursor = { bytes: data, at: 0, budget }
  return Array.from({ length: count }, () => {
    skipWhite(cursor)
    const number = takeCount(cursor)
    skipWhite(cursor)
    const at = first + takeCount(cursor)
    return { number, cursor: { bytes: data, at, budget } }
  })
}
