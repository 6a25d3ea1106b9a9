import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import { entryOf, integerOf } from '../pdf/value.ts'

/** Whether sections name each object that is packed in this object stream, by a number of its own (ISO 32000-2 7.5.7). */
export function isWhollyNamed(pdf: Pdf, number: number): boolean {
  const dict = pdf.find(number)?.value
  const count = dict?.kind === 'dict' ? integerOf(pdf.resolve(entryOf(dict, 'N'))) : undefined
  const named = new Set<number>()
  const numbers = new Set<number>()
  for (const { entries } of pdf.xref.sections) {
    spend(pdf.budget, 'steps', entries.size)
    for (const [one, entry] of entries) {
      if (entry.kind !== 'packed' || entry.stream !== number) continue
      named.add(entry.index)
      numbers.add(one)
    }
  }
  return named.size === count && numbers.size === count
}
