import { equalBytes } from '@madoguchi/kit'
import { spend } from './pdf/budget.ts'
import { demandPdf } from './pdf/errors.ts'
import type { Pdf } from './pdf/open-pdf.ts'
import { openVersion } from './pdf/open-pdf.ts'
import type { XrefEntry } from './pdf/read-section.ts'
import type { SignatureField } from './pdf/signature-fields.ts'
import { findSignatureFields, readAcroForm } from './pdf/signature-fields.ts'
import type { PdfDict, PdfValue } from './pdf/value.ts'
import { entryOf } from './pdf/value.ts'

/**
 * What came after a signature: nothing, further signatures and what belongs to them, or something else. Whatever is
 * not known to be harmless is `changes`; form fields filled in and comments are, too.
 */
export type LaterChange = 'nothing' | 'signatures' | 'changes'

/** Compares the document with what it was when it ended at `endBytes`, given its signatures. Throws PdfError. */
export function judgeLaterChange(pdf: Pdf, signed: readonly SignatureField[], endBytes: number): LaterChange {
  if (isBlank(pdf, endBytes)) return 'nothing'
  const before = openVersion(pdf.source, endBytes)
  demandPdf(before.catalogRef.number === pdf.catalogRef.number, 'another catalog')
  const isSameKey = isSame(pdf, entryOf(before.xref.trailer, 'Encrypt'), entryOf(pdf.xref.trailer, 'Encrypt'))
  demandPdf(isSameKey, 'encrypted later')
  const known = new Set(findSignatureFields(before).map(({ field }) => field.number))
  const added = signed.filter(({ field }) => !known.has(field.number))
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

/** Whether nothing but ends of lines stands behind it. */
function isBlank({ bytes, budget }: Pdf, endBytes: number): boolean {
  let at = endBytes
  while (bytes[at] === 0x0a || bytes[at] === 0x0d) at++
  spend(budget, 'bytes', at - endBytes)
  return at === bytes.length
}

/** Objects whose place is another one now, or that are there now and were not. */
function* changedNumbers(before: Pdf, pdf: Pdf): Generator<number> {
  const [old, now] = [before.xref.sections, pdf.xref.sections]
  // Ordinarily the newer sections go on from the older ones: what these do not speak of is where it was.
  const newer = now.length - old.length
  spend(pdf.budget, 'steps', now.length)
  const goesOn = newer >= 0 && old.every((section, index) => section === now[newer + index])
  const seen = new Set<number>()
  for (const { entries } of goesOn ? now.slice(0, newer) : [...old, ...now])
    for (const number of entries.keys()) {
      spend(pdf.budget, 'steps', 1)
      if (seen.has(number)) continue
      seen.add(number)
      if (!isSamePlace(before.xref.get(number), pdf.xref.get(number))) yield number
    }
}

function isSamePlace(old: XrefEntry | undefined, now: XrefEntry | undefined): boolean {
  if (old?.kind === 'offset' && now?.kind === 'offset') return old.offset === now.offset
  if (old?.kind === 'packed' && now?.kind === 'packed') return old.stream === now.stream && old.index === now.index
  const isGone = (entry: XrefEntry | undefined) => entry === undefined || entry.kind === 'free'
  return isGone(old) && isGone(now)
}

/** A field that stood there empty and is signed now, with nothing else of it changed. */
function isFieldSigned(before: Pdf, pdf: Pdf, number: number): boolean {
  const [old, now] = [before.find(number)?.value, pdf.find(number)?.value]
  return old?.kind === 'dict' && now?.kind === 'dict' && isSameBut(pdf, old, now, ['V'])
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
  if (old.value.kind === 'array') return isLonger(pdf, [old.value, now.value], fields)
  if (old.value.kind !== 'dict' || now.value.kind !== 'dict') return false
  if (number === pdf.catalogRef.number) {
    return isSameBut(pdf, old.value, now.value, ['AcroForm']) && isFormHarmless(before, pdf, fields)
  }
  if (number === readAcroForm(pdf).ref?.number) return isFormHarmless(before, pdf, fields)
  const annotations = [entryOf(old.value, 'Annots'), entryOf(now.value, 'Annots')] as const
  return isSameBut(pdf, old.value, now.value, ['Annots']) && isLonger(pdf, annotations, fields)
}

function isFormHarmless(before: Pdf, pdf: Pdf, fields: ReadonlySet<number>): boolean {
  const [old, now] = [readAcroForm(before), readAcroForm(pdf)]
  if (now.dict === undefined) return old.dict === undefined
  const isRest =
    old.dict === undefined ? now.dict.entries.size === 2 : isSameBut(pdf, old.dict, now.dict, ['Fields', 'SigFlags'])
  return isRest && isListLonger(pdf, [old.fields, now.fields], fields)
}

function isSameBut(pdf: Pdf, old: PdfDict, now: PdfDict, free: readonly string[]): boolean {
  spend(pdf.budget, 'steps', old.entries.size + now.entries.size)
  const keys = new Set([...old.entries.keys(), ...now.entries.keys()])
  return [...keys].every((key) => free.includes(key) || isSame(pdf, entryOf(old, key), entryOf(now, key)))
}

/** Byte by byte. */
function isSame({ budget }: Pdf, old: PdfValue, now: PdfValue): boolean {
  if (old.raw.length !== now.raw.length) return false
  spend(budget, 'bytes', old.raw.length)
  return equalBytes(old.raw, now.raw)
}

type Then<T> = readonly [old: T, now: T]

function isLonger(pdf: Pdf, [old, now]: Then<PdfValue>, fields: ReadonlySet<number>): boolean {
  if (old.kind === 'ref' || now.kind === 'ref') return isSame(pdf, old, now)
  if (now.kind !== 'array') return false
  return isListLonger(pdf, [old.kind === 'array' ? old.items : [], now.items], fields)
}

/** The same items, and behind them added fields only. */
function isListLonger(pdf: Pdf, [old, now]: Then<readonly PdfValue[]>, fields: ReadonlySet<number>): boolean {
  spend(pdf.budget, 'steps', now.length)
  return (
    now.every((item, index) => {
      const before = old[index]
      if (before !== undefined) return isSame(pdf, before, item)
      return item.kind === 'ref' && fields.has(item.number)
    }) && now.length >= old.length
  )
}
