import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { PdfRef, PdfValue } from '../pdf/value.ts'
import { nullValue } from '../pdf/value.ts'
import type { Comparison } from './comparison.ts'

/**
 * Whether what came later points only at what is there. A program that follows a reference to nothing rebuilds the
 * cross-reference from all bytes, and shows what it finds there (ISO 32000-1 annex H, implementation note 18).
 */
export function judgePointers(c: Comparison): void {
  for (const number of [...c.added, ...c.renewed]) {
    const old = c.renewed.has(number) ? c.before.find(number)?.value : undefined
    judgeValue(c, { old: old ?? nullValue, now: c.now.find(number)?.value ?? nullValue })
  }
  const newer = c.now.xref.sections.length - c.before.xref.sections.length
  for (const { trailer } of c.now.xref.sections.slice(0, Math.max(0, newer)))
    judgeValue(c, { old: c.before.xref.trailer, now: trailer })
}

/** What the signed revision pointed at in the same place, there or not, is its own. */
function judgeValue(c: Comparison, { old, now }: { readonly old: PdfValue; readonly now: PdfValue }): void {
  const known = new Set(listReferences(c.before, old).map(nameOf))
  const fresh = listReferences(c.now, now).filter((ref) => !known.has(nameOf(ref)))
  if (fresh.some((ref) => c.now.find(ref.number)?.generation !== ref.generation)) c.note('LATER_MISSING')
}

function nameOf({ number, generation }: PdfRef): string {
  return `${number} ${generation}`
}

function listReferences({ budget }: Pdf, value: PdfValue): PdfRef[] {
  const found: PdfRef[] = []
  const waiting: PdfValue[] = [value]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    spend(budget, 'steps', 1)
    if (node.kind === 'ref') found.push(node)
    else if (node.kind === 'array') for (const item of node.items) waiting.push(item)
    else if (node.kind === 'dict') for (const item of node.entries.values()) waiting.push(item)
  }
  return found
}
