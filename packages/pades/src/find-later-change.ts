import { equalBytes } from '@madoguchi/kit'
import { demand } from './pdf/errors.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { openPdf } from './pdf/open-pdf.ts'
import { findSignatureFields, readForm } from './pdf/signature-fields.ts'
import type { PdfDict, PdfValue } from './pdf/value.ts'
import { entryOf } from './pdf/value.ts'

/**
 * What came after a signature: nothing, further signatures and what belongs to them, or something else. Whatever is
 * not known to be harmless is `changes`; form fields filled in and comments are, too.
 */
export type LaterChange = 'nothing' | 'signatures' | 'changes'

/** Compares the document with what it was when it ended at `endBytes`. Throws PdfError. */
export function findLaterChange(pdf: Pdf, endBytes: number): LaterChange {
  if (pdf.bytes.subarray(endBytes).every((byte) => byte === 0x0a || byte === 0x0d)) return 'nothing'
  const before = openPdf(pdf.bytes.subarray(0, endBytes))
  demand(before.catalogRef.number === pdf.catalogRef.number, 'another catalog')
  const isSameKey = equalBytes(entryOf(before.xref.trailer, 'Encrypt').raw, entryOf(pdf.xref.trailer, 'Encrypt').raw)
  demand(isSameKey, 'encrypted later')
  const signatures = new Map(findSignatureFields(pdf).map((one) => [one.field.number, one]))
  const known = new Set(findSignatureFields(before).map(({ field }) => field.number))
  const added = [...signatures.values()].filter(({ field }) => !known.has(field.number))
  const fields = new Set(added.map(({ field }) => field.number))
  const own = new Set([...fields, ...added.map(({ valueRef }) => valueRef.number)])
  for (const number of changedNumbers(before, pdf)) {
    const isNew = before.find(number) === undefined
    if (own.has(number) && (isNew || isFieldSigned(before, pdf, number))) continue
    if (isNew && isXref(pdf, number)) continue
    if (!isNew && isHarmless({ before, pdf, number, fields })) continue
    return 'changes'
  }
  return 'signatures'
}

/** Objects whose place is another one now, or that are there now and were not. */
function changedNumbers(before: Pdf, pdf: Pdf): number[] {
  const all = new Set([...before.xref.entries.keys(), ...pdf.xref.entries.keys()])
  return [...all].filter((number) => {
    const [old, now] = [before.xref.entries.get(number), pdf.xref.entries.get(number)]
    if (old?.kind === 'offset' && now?.kind === 'offset') return old.offset !== now.offset
    if (old?.kind === 'packed' && now?.kind === 'packed') return old.stream !== now.stream || old.index !== now.index
    const isGone = (entry: typeof old) => entry === undefined || entry.kind === 'free'
    return !(isGone(old) && isGone(now))
  })
}

/** A field that stood there empty and is signed now, with nothing else of it changed. */
function isFieldSigned(before: Pdf, pdf: Pdf, number: number): boolean {
  const [old, now] = [before.find(number)?.value, pdf.find(number)?.value]
  return old?.kind === 'dict' && now?.kind === 'dict' && isSameBut(old, now, ['V'])
}

function isXref(pdf: Pdf, number: number): boolean {
  const value = pdf.find(number)?.value
  const type = value?.kind === 'dict' ? entryOf(value, 'Type') : undefined
  return type?.kind === 'name' && type.name === 'XRef'
}

type Change = { before: Pdf; pdf: Pdf; number: number; fields: ReadonlySet<number> }

/** A new version of the catalog, the form or a page that differs in nothing but the added fields. */
function isHarmless({ before, pdf, number, fields }: Change): boolean {
  const [old, now] = [before.find(number), pdf.find(number)]
  if (old === undefined || now === undefined || old.streamAt !== undefined || now.streamAt !== undefined) return false
  if (old.value.kind === 'array') return isLonger(old.value, now.value, fields)
  if (old.value.kind !== 'dict' || now.value.kind !== 'dict') return false
  if (number === pdf.catalogRef.number) {
    return isSameBut(old.value, now.value, ['AcroForm']) && isFormHarmless(before, pdf, fields)
  }
  if (number === readForm(pdf).ref?.number) return isFormHarmless(before, pdf, fields)
  const annotations = entryOf(now.value, 'Annots')
  return isSameBut(old.value, now.value, ['Annots']) && isLonger(entryOf(old.value, 'Annots'), annotations, fields)
}

function isFormHarmless(before: Pdf, pdf: Pdf, fields: ReadonlySet<number>): boolean {
  const [old, now] = [readForm(before), readForm(pdf)]
  if (now.dict === undefined) return old.dict === undefined
  const isSame =
    old.dict === undefined ? now.dict.entries.size === 2 : isSameBut(old.dict, now.dict, ['Fields', 'SigFlags'])
  return isSame && isListLonger(old.fields, now.fields, fields)
}

function isSameBut(old: PdfDict, now: PdfDict, free: readonly string[]): boolean {
  const keys = new Set([...old.entries.keys(), ...now.entries.keys()])
  return [...keys].every((key) => free.includes(key) || equalBytes(entryOf(old, key).raw, entryOf(now, key).raw))
}

function isLonger(old: PdfValue, now: PdfValue, fields: ReadonlySet<number>): boolean {
  if (old.kind === 'ref' || now.kind === 'ref') return equalBytes(old.raw, now.raw)
  if (now.kind !== 'array') return false
  return isListLonger(old.kind === 'array' ? old.items : [], now.items, fields)
}

/** The same items, and behind them added fields only. */
function isListLonger(old: readonly PdfValue[], now: readonly PdfValue[], fields: ReadonlySet<number>): boolean {
  return (
    now.every((item, index) => {
      const before = old[index]
      if (before !== undefined) return equalBytes(before.raw, item.raw)
      return item.kind === 'ref' && fields.has(item.number)
    }) && now.length >= old.length
  )
}
