import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { demandPdf } from './errors.ts'
import type { Pdf } from './open-pdf.ts'
import { readStream } from './read-object.ts'
import type { PdfValue } from './value.ts'
import type { NewObject } from './write-update.ts'
import { encodeChanged } from './write-value.ts'

const copiesMax = 200

/** Copies values of one document into another, with all that they point at, under numbers from `first` on. Throws PdfError. */
export function openCopier(from: Pdf, first: number) {
  const copied = new Map<number, number>()
  const objects: NewObject[] = []

  /** The bytes of a value as the other document has it. */
  function copy(value: PdfValue): Bytes {
    if (value.kind === 'ref') return utf8.encode(`${copyObject(value.number)} 0 R`)
    if (value.kind === 'array') return concat(utf8.encode('['), ...value.items.flatMap(spaced), utf8.encode(']'))
    if (value.kind !== 'dict') return value.raw
    return encodeChanged(undefined, Object.fromEntries([...value.entries].map(([key, one]) => [key, copy(one)])))
  }

  function spaced(value: PdfValue): Bytes[] {
    return [copy(value), utf8.encode(' ')]
  }

  function copyObject(number: number): number {
    const known = copied.get(number)
    if (known !== undefined) return known
    demandPdf(copied.size < copiesMax, 'too many objects')
    const given = first + copied.size
    copied.set(number, given)
    const object = from.find(number)
    demandPdf(object !== undefined, 'nothing there')
    if (object.streamAt === undefined) {
      objects.push({ number: given, generation: 0, body: copy(object.value) })
      return given
    }
    demandPdf(object.value.kind === 'dict', 'stream')
    const { bytes, budget, resolve } = from
    const { encoded } = readStream({ bytes, object, budget, resolve })
    const entries = Object.fromEntries([...object.value.entries].map(([key, one]) => [key, copy(one)]))
    objects.push({ number: given, generation: 0, body: encodeStream(entries, encoded) })
    return given
  }

  return { copy, objects, nextNumber: () => first + copied.size }
}

/** A stream whose bytes stand as they are. */
export function encodeStream(entries: Readonly<Record<string, string | Bytes>>, data: Bytes): Bytes {
  const dict = encodeChanged(undefined, { ...entries, Length: `${data.length}` })
  return concat(dict, utf8.encode('\nstream\n'), data, utf8.encode('\nendstream'))
}
