import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfDict, PdfValue } from '../pdf/value.ts'
import { entryOf, nameIn } from '../pdf/value.ts'
import type { HeldReference } from './held-references.ts'

/**
 * What the actions of a field hide or show by a reference alone (ISO 32000-2 12.6.4.11): /T of /Hide. That says nothing of
 * what the other field is, nor is anything drawn with it.
 */
export function listHidden(pdf: Pdf, number: number, field: PdfDict): HeldReference[] {
  const found: HeldReference[] = []
  const seen = new Set<number>()
  const waiting: HeldReference[] = [{ holder: number, ref: entryOf(field, 'A') }]
  const triggers = follow(pdf, { holder: number, ref: entryOf(field, 'AA') })
  if (triggers.value.kind === 'dict')
    for (const ref of triggers.value.entries.values()) waiting.push({ holder: triggers.holder, ref })
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    spend(pdf.budget, 'steps', 1)
    if (next.ref.kind === 'ref' && seen.has(next.ref.number)) continue
    if (next.ref.kind === 'ref') seen.add(next.ref.number)
    const { holder, value } = follow(pdf, next)
    if (value.kind === 'array') for (const ref of value.items) waiting.push({ holder, ref })
    if (value.kind !== 'dict') continue
    if (nameIn(pdf.resolve(entryOf(value, 'S'))) === 'Hide') found.push({ holder, ref: entryOf(value, 'T') })
    waiting.push({ holder, ref: entryOf(value, 'Next') })
  }
  return found
}

/** A value, and the object in which it stands. */
function follow(pdf: Pdf, { holder, ref }: HeldReference): { holder: number | undefined; value: PdfValue } {
  return { holder: ref.kind === 'ref' ? ref.number : holder, value: pdf.resolve(ref) }
}
