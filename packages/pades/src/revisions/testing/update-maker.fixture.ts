import assert from 'node:assert/strict'
import type { Bytes } from '@madoguchi/kit'
import { concat, utf8 } from '@madoguchi/kit'
import { findPdfPage } from '../../pdf/find-page.ts'
import { nextNumber } from '../../pdf/next-number.ts'
import type { Pdf } from '../../pdf/open-pdf.ts'
import { openPdf } from '../../pdf/open-pdf.ts'
import { readStream } from '../../pdf/read-object.ts'
import { readAcroForm } from '../../pdf/signature-fields.ts'
import type { PdfValue } from '../../pdf/value.ts'
import { entryOf } from '../../pdf/value.ts'
import { encodeChanged } from '../../pdf/write-value.ts'
import type { Appended, SectionOptions } from './append-section.fixture.ts'
import { appendSection } from './append-section.fixture.ts'
import type { BaseFile } from './base-files.fixture.ts'

type Draw = {
  /** A whole number below this one. */
  below(count: number): number
  pick<T>(of: readonly T[]): T
}

/** What an update is made with: the signed document, chance, and the numbers that are free. */
export type Maker = {
  readonly base: BaseFile
  readonly pdf: Pdf
  readonly draw: Draw
  /** A number that no object has. */
  take(): number
  /** The object with some entries put in or in place of others. */
  change(number: number, changes: Readonly<Record<string, string>>): Appended
  /** The object as it is. */
  repeat(number: number): Appended & { readonly body: Bytes }
  write(objects: readonly Appended[], options?: SectionOptions): Bytes
  /** One section behind the other. */
  writeAll(sections: readonly (readonly Appended[])[]): Bytes
  /** The objects that put a field into the form and its widget on the first page. */
  hang(field: number, widget?: number | 'none'): readonly Appended[]
  /** The objects that put fields into the form alone. */
  hangAll(fields: readonly number[]): readonly Appended[]
}

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    below,
    pick: (of) => {
      const one = of[below(of.length)]
      assert(one !== undefined)
      return one
    },
  }
}

export function openMaker(base: BaseFile, draw: Draw): Maker {
  const pdf = openPdf(base.signed)
  // Above the number that the document names and lacks.
  let next = Math.max(nextNumber(pdf), base.danglingNumber + 1)
  return {
    base,
    pdf,
    draw,
    take: () => next++,
    change: (number, changes) => ({ number, body: changedBody(pdf, number, changes) }),
    repeat: (number) => ({ number, body: changedBody(pdf, number, {}) }),
    write: (objects, options) => appendSection(pdf, objects, options),
    writeAll: (sections) => sections.reduce((bytes, one) => appendSection(openPdf(bytes), one), base.signed),
    hang: (field, widget = field) => hangFields(pdf, [field], widget),
    hangAll: (fields) => hangFields(pdf, fields, 'none'),
  }
}

function changedBody(pdf: Pdf, number: number, changes: Readonly<Record<string, string>>): Bytes {
  const object = pdf.find(number)
  assert(object !== undefined)
  if (object.value.kind !== 'dict') return object.value.raw
  const dict = encodeChanged(object.value, changes)
  if (object.streamAt === undefined) return dict
  const { encoded } = readStream({ bytes: pdf.bytes, object, budget: pdf.budget, resolve: pdf.resolve })
  return concat(dict, utf8.encode('\nstream\n'), encoded, utf8.encode('\nendstream'))
}

function hangFields(pdf: Pdf, added: readonly number[], widget: number | 'none'): readonly Appended[] {
  const changed = new Map<number, Appended>()
  const form = readAcroForm(pdf)
  assert(form.dict !== undefined)
  const fields = entryOf(form.dict, 'Fields')
  const put = (number: number, body: Bytes) => changed.set(number, { number, body })
  if (fields.kind === 'ref') put(fields.number, encodeList(form.fields, added))
  else {
    const dict = encodeChanged(form.dict, { Fields: encodeList(form.fields, added) })
    if (form.ref !== undefined) put(form.ref.number, dict)
    else put(pdf.catalogRef.number, encodeChanged(pdf.catalog, { AcroForm: dict }))
  }
  if (widget !== 'none') hangWidget(pdf, widget, put)
  return [...changed.values()]
}

function hangWidget(pdf: Pdf, widget: number, put: (number: number, body: Bytes) => void): void {
  const page = findPdfPage(pdf, 1)
  assert(page !== undefined)
  const entry = entryOf(page.dict, 'Annots')
  const annotations = pdf.resolve(entry)
  assert(annotations.kind === 'array')
  const list = encodeList(annotations.items, [widget])
  if (entry.kind === 'ref') put(entry.number, list)
  else put(page.ref.number, encodeChanged(page.dict, { Annots: list }))
}

function encodeList(items: readonly PdfValue[], added: readonly number[]): Bytes {
  const behind = added.map((number) => `${number} 0 R`).join(' ')
  return concat(utf8.encode('['), ...items.flatMap(({ raw }) => [raw, utf8.encode(' ')]), utf8.encode(`${behind}]`))
}
