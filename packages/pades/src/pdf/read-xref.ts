import type { Bytes } from '@madoguchi/kit'
import { utf8 } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import { spend } from './budget.ts'
import type { Cursor } from './cursor.ts'
import { isGap, isRegular, startsWith, takeCount } from './cursor.ts'
import { demandPdf } from './errors.ts'
import type { Section, XrefEntry } from './read-section.ts'
import { readSection } from './read-section.ts'
import type { Source } from './source.ts'
import { readOnce } from './source.ts'
import type { PdfDict, PdfValue } from './value.ts'
import { entryOf, integerOf } from './value.ts'

/** All sections together: what a reader of the document goes by (ISO 32000-1 7.5.8.4). */
export type Xref = {
  /** The newest first. */
  readonly sections: readonly Section[]
  /** The newest trailer. */
  readonly trailer: PdfDict
  readonly isStream: boolean
  readonly startXref: number
  /** Where the keyword itself stands. */
  readonly startXrefAt: number
  /** Where each section stands, the newest first. */
  readonly offsets: readonly number[]
  /** What the newest section that speaks of this object says. */
  get(number: number): XrefEntry | undefined
}

const tailBytes = 2048

/** Reads the cross-reference of the document as it was when it ended at `endBytes`. Throws PdfError. */
export function readXref(source: Source, endBytes: number): Xref {
  const { budget } = source
  const bytes = source.bytes.subarray(0, endBytes)
  const { startXref, startXrefAt } = getStartXref(bytes, budget)
  const sections: Section[] = []
  const seen = new Set<number>()
  for (let offset: number | undefined = startXref; offset !== undefined; ) {
    const at: number = offset
    demandPdf(!seen.has(at), 'cross-reference loop')
    seen.add(at)
    spend(budget, 'steps', 1)
    const section = readOnce(source.sections, { offset: at, endBytes }, () => readSection(bytes, at, budget))
    sections.push(section)
    const previous = entryOf(section.trailer, 'Prev')
    // Others do not read 12.0, nor a reference, as a place.
    demandPdf(previous.kind === 'null' || isPlace(previous), 'Prev')
    // No section can stand where the header does: some writers say so of a first one.
    offset = integerOf(previous) || undefined
  }
  const [newest] = sections
  demandPdf(newest !== undefined, 'cross-reference')
  const { trailer, isStream } = newest
  return { sections, trailer, isStream, startXref, startXrefAt, offsets: [...seen], get }

  function get(number: number): XrefEntry | undefined {
    for (const { entries } of sections) {
      spend(budget, 'steps', 1)
      const entry = entries.get(number)
      if (entry !== undefined) return entry
    }
    return undefined
  }
}

function isPlace(value: PdfValue): boolean {
  return value.kind === 'number' && /^[0-9]{1,15}$/.test(utf8.decode(value.raw))
}

/** The last `startxref` of the document (7.5.5). */
function getStartXref(bytes: Bytes, budget: Budget): { startXref: number; startXrefAt: number } {
  for (let at = bytes.length - 9; at >= Math.max(0, bytes.length - tailBytes); at--) {
    if (!startsWith(bytes, at, 'startxref')) continue
    const cursor: Cursor = { bytes, at: at + 9, budget }
    // Not a comment, nor a NUL: others read a number as the C library does, and take what they cannot read for nought.
    while (isGap(bytes[cursor.at])) cursor.at++
    const startXref = takeCount(cursor)
    demandPdf(!isRegular(bytes[cursor.at]), 'startxref')
    return { startXref, startXrefAt: at }
  }
  demandPdf(false, 'startxref')
}
