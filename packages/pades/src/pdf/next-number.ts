import { spend } from './budget.ts'
import { demandPdf } from './errors.ts'
import type { Pdf } from './open-pdf.ts'
import { entryOf, integerOf } from './value.ts'

/** No reader has to take a higher one (ISO 32000-1 annex C.2: an indirect object's number). */
export const objectNumberMax = 8_388_607
/** `12 0 obj` or `12 0 R`: what is an object, or would become one if its number were given away. */
const named = /(?<![\d.+-])(\d{1,10})[\0\t\n\f\r ]{1,8}\d{1,5}[\0\t\n\f\r ]{1,8}(?:obj|R)(?![A-Za-z0-9])/g

/** Room for all that one signature adds, and what others add later. */
const roomLeft = 1000

/** Whether what is said of numbers can be true: where none would be left behind it, it is not gone by. */
export function leavesRoom(number: number): boolean {
  return number + roomLeft <= objectNumberMax
}

/**
 * The first number that no object has, none had, and none is called by, whatever /Size says: a new object under a number to which
 * something points would be what is pointed at. A size, or something that looks like a reference by chance, beyond all numbers is
 * passed over. Throws PdfError where the cross-reference itself leaves none.
 */
export function nextNumber(pdf: Pdf): number {
  let last = 0
  let said = 0
  for (const { entries, trailer } of pdf.xref.sections) {
    spend(pdf.budget, 'steps', entries.size)
    for (const [number, entry] of entries) last = Math.max(last, entry.kind === 'packed' ? entry.stream : 0, number)
    const size = integerOf(entryOf(trailer, 'Size')) ?? 0
    if (leavesRoom(size)) said = Math.max(said, size - 1)
  }
  demandPdf(leavesRoom(last), 'object numbers')
  return Math.max(last, said, getHighestCalled(pdf)) + 1
}

function getHighestCalled({ bytes, budget }: Pdf): number {
  spend(budget, 'bytes', bytes.length)
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  let highest = 0
  for (const [, number] of text.matchAll(named))
    if (leavesRoom(Number(number))) highest = Math.max(highest, Number(number))
  return highest
}
