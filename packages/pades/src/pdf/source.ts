import type { Bytes } from '@madoguchi/kit'
import type { Budget } from './budget.ts'
import type { Cursor } from './cursor.ts'
import type { IndirectObject } from './read-object.ts'
import type { Section } from './read-section.ts'
import type { PdfValue } from './value.ts'

/**
 * The bytes of a document, the one budget for all that reads them, and what was read of them already, by where it stands.
 * A signed document holds its earlier versions as its beginnings: what ends before such a version did is the same in it,
 * and is not read again.
 */
export type Source = {
  readonly bytes: Bytes
  readonly budget: Budget
  readonly sections: Map<number, Section>
  readonly objects: Map<number, IndirectObject>
  readonly packs: Map<number, Pack>
}

/** An object stream. */
export type Pack = { readonly lengthBytes: number; readonly endAt: number; readonly objects: readonly PackedObject[] }

/** `value` once somebody asked for it. */
export type PackedObject = { readonly number: number; readonly cursor: Cursor; value: PdfValue | undefined }

export function openSource(bytes: Bytes, budget: Budget): Source {
  return { bytes, budget, sections: new Map(), objects: new Map(), packs: new Map() }
}

/** What stands at `offset` and ends by `endBytes`: as it was read before, or read now. */
export function readOnce<T extends { readonly endAt: number }>(
  known: Map<number, T>,
  { offset, endBytes }: { readonly offset: number; readonly endBytes: number },
  read: () => T,
): T {
  const found = known.get(offset)
  if (found !== undefined && found.endAt <= endBytes) return found
  const now = read()
  if (found === undefined) known.set(offset, now)
  return now
}
