import { spend } from '../pdf/budget.ts'
import { objectNumberMax } from '../pdf/next-number.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { Part } from '../pdf/read-section.ts'
import type { PdfValue } from '../pdf/value.ts'
import { entryOf, integerOf } from '../pdf/value.ts'

/*
 * A program that cannot read a cross-reference looks for the heads of objects in all bytes (ISO 32000-1 annex H,
 * implementation note 18), also in those of streams, and shows what it finds. So whatever came later is written in the one
 * form that every program reads, and says nowhere else that an object began.
 */

/**
 * Where a section behind `from` speaks of numbers that no document has or that it says are none, is a table with a stream
 * beside it, of which readers take one or the other, a table behind a stream or a stream behind a table, or one that is
 * written otherwise than 7.5.4 and 7.5.8 say or not where its offset says.
 */
export function listOddSections({ source: { bytes }, xref, budget }: Pdf, from: number): number[] {
  return xref.sections.flatMap(({ entries, trailer, parts, isStream }, i) => {
    const [part] = parts
    if (part === undefined || part.endAt <= from) return []
    spend(budget, 'steps', entries.size)
    const end = Math.min(integerOf(entryOf(trailer, 'Size')) ?? 0, objectNumberMax + 1)
    const isMixed = (xref.sections[i + 1]?.isStream ?? isStream) !== isStream
    // What is no whole number to us is one to some.
    const isBeside = parts.length > 1 || entryOf(trailer, 'XRefStm').kind !== 'null'
    const isElsewhere = part.at !== xref.offsets[i] || (entries.get(0)?.kind ?? 'free') !== 'free'
    if (isMixed || isBeside || isElsewhere || [...entries.keys()].some((number) => number >= end)) return [part.at]
    if (isStream) return isPlainIndex(entryOf(trailer, 'Index')) ? [] : [part.at]
    spend(budget, 'bytes', part.endAt - part.at)
    return isPlainTable(Buffer.from(bytes.subarray(part.at, part.endAt)).toString('latin1')) ? [] : [part.at]
  })
}

/** Ranges of at least one number each, one behind the other. */
function isPlainIndex(index: PdfValue): boolean {
  const numbers = index.kind === 'array' ? index.items.map((item) => integerOf(item) ?? -1) : []
  let next = 0
  for (let i = 0; i < numbers.length; i += 2) {
    const [first = -1, count = 0] = numbers.slice(i, i + 2)
    if (first < next || count < 1) return false
    next = first + count
  }
  return true
}

function isPlainTable(text: string): boolean {
  const [first, ...lines] = text.split(/\r\n|\r|\n/)
  if (first?.trimEnd() !== 'xref') return false
  const end = lines.findIndex((line) => line.startsWith('trailer'))
  // Where the first row behind 1 is free, some take it for that of 0, and all behind it for those of the numbers before.
  if (lines.some((line, i) => /^0*1 \d/.test(line) && /f ?$/.test(lines[i + 1] ?? ''))) return false
  return lines.slice(0, end).every((line) => /^(?:\d{10} \d{5} [nf]|\d{1,10} \d{1,10}) ?$/.test(line)) && end >= 0
}

/** Where bytes behind `from` read like the head of an object, or like a trailer, that is no part of the document. */
export function listFalseHeads({ source: { bytes }, budget }: Pdf, from: number, parts: readonly Part[]): number[] {
  spend(budget, 'bytes', bytes.length - from)
  const text = Buffer.from(bytes.subarray(from)).toString('latin1')
  const starts = new Set(parts.map(({ at }) => at))
  const heads = [...text.matchAll(/(?<!\d)\d+[\0\t\n\v\f\r ]+\d+[\0\t\n\v\f\r ]*obj/g)].map(({ index }) => from + index)
  const trailers = [...text.matchAll(/(?<=[\r\n])[\0\t\v\f ]*trailer/g)].map(({ index }) => from + index)
  return [
    ...heads.filter((at) => !starts.has(at)),
    ...trailers.filter((at) => !parts.some((part) => part.isTable === true && part.at < at && at < part.endAt)),
  ]
}
