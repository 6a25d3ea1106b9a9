import { spend } from '../pdf/budget.ts'
import type { Pdf } from '../pdf/open-pdf.ts'
import type { Section, XrefEntry } from '../pdf/read-section.ts'
import type { Notebook } from './notebook.ts'

type Revisions = {
  readonly before: Pdf
  readonly now: Pdf
  /** How many sections came after the signed ones; undefined where the chain does not go on from them. */
  readonly newer: number | undefined
  readonly endBytes: number
  readonly notebook: Notebook
}

/**
 * Objects that stand at another place now. An incremental update adds objects and renews them, under their generation;
 * it frees none and looks for none at another place of the signed part (ISO 32000-2 7.5.6).
 */
export function listChanges({ before, now, newer, endBytes, notebook }: Revisions): {
  renewed: ReadonlySet<number>
  added: ReadonlySet<number>
} {
  const renewed = new Set<number>()
  const added = new Set<number>()
  const sections =
    newer === undefined ? [...now.xref.sections, ...before.xref.sections] : now.xref.sections.slice(0, newer)
  for (const number of listNumbers(now, sections)) {
    const [old, entry] = [standing(before.xref.get(number)), standing(now.xref.get(number))]
    if (isSamePlace(old, entry)) continue
    if (entry === undefined) {
      notebook.note('LATER_FREED')
      continue
    }
    // Whatever looks for it finds nothing, or something that was signed as another version.
    const isOther = old !== undefined && generationOf(old) !== generationOf(entry)
    if (isOther) notebook.note('LATER_GENERATION')
    else if (entry.kind === 'offset' && entry.offset < endBytes) notebook.note('LATER_MOVED')
    else if (old === undefined) added.add(number)
    else renewed.add(number)
  }
  return { renewed, added }
}

function* listNumbers({ budget }: Pdf, sections: readonly Section[]): Generator<number> {
  const seen = new Set<number>()
  for (const { entries } of sections)
    for (const number of entries.keys()) {
      spend(budget, 'steps', 1)
      if (seen.has(number)) continue
      seen.add(number)
      yield number
    }
}

type Standing = Exclude<XrefEntry, { kind: 'free' }>

function standing(entry: XrefEntry | undefined): Standing | undefined {
  return entry === undefined || entry.kind === 'free' ? undefined : entry
}

function isSamePlace(old: Standing | undefined, now: Standing | undefined): boolean {
  if (old === undefined || now === undefined) return old === now
  if (old.kind === 'offset' && now.kind === 'offset')
    return old.offset === now.offset && old.generation === now.generation
  return old.kind === 'packed' && now.kind === 'packed' && old.stream === now.stream && old.index === now.index
}

function generationOf(entry: Standing): number {
  return entry.kind === 'offset' ? entry.generation : 0
}
