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
 * it frees none and looks for none at another place of the signed part, nor at an older one than a section before it did
 * (ISO 32000-2 7.5.6).
 */
export function listChanges({ before, now, newer, endBytes, notebook }: Revisions): {
  renewed: ReadonlySet<number>
  added: ReadonlySet<number>
} {
  const renewed = new Set<number>()
  const added = new Set<number>()
  const sections =
    newer === undefined ? [...now.xref.sections, ...before.xref.sections] : now.xref.sections.slice(0, newer)
  for (const [number, lastAt] of listNamedPlaces(now, sections)) {
    const [old, entry] = [standing(before.xref.get(number)), standing(now.xref.get(number))]
    // Who rebuilds a cross-reference goes by what stands last (ISO 32000-1 annex H, implementation note 18).
    const isLast = lastAt < endBytes || (entry !== undefined && placeOf(now, entry) === lastAt)
    if (!isLast) notebook.note(entry === undefined ? 'LATER_FREED' : 'LATER_MOVED')
    if (isSamePlace(old, entry)) continue
    if (entry === undefined) {
      notebook.note('LATER_FREED')
      continue
    }
    // Whatever looks for it finds nothing, or something that was signed as another version.
    const isOther = old !== undefined && generationOf(old) !== generationOf(entry)
    if (isOther) notebook.note('LATER_GENERATION')
    else if (placeOf(now, entry) < endBytes) notebook.note('LATER_MOVED')
    else if (old === undefined) added.add(number)
    else renewed.add(number)
  }
  return { renewed, added }
}

/** The numbers of which sections speak, each with the last place in the bytes where one of them says that it stands. */
function listNamedPlaces(pdf: Pdf, sections: readonly Section[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>()
  for (const { entries } of sections) {
    spend(pdf.budget, 'steps', entries.size)
    for (const [number, entry] of entries) {
      const at = entry.kind === 'free' ? -1 : placeOf(pdf, entry)
      places.set(number, Math.max(at, places.get(number) ?? -1))
    }
  }
  return places
}

/** Where an object stands in the bytes; what is packed, where its stream does. */
function placeOf({ xref }: Pdf, entry: Standing): number {
  if (entry.kind === 'offset') return entry.offset
  const stream = xref.get(entry.stream)
  return stream?.kind === 'offset' ? stream.offset : -1
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
