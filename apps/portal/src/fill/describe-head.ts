import { reachable } from '@madoguchi/forms'
import type { Finder } from '../find/finder.ts'
import type { ApiValue } from '../shell/operation.ts'
import { findDonePages } from './done-pages.ts'
import type { DraftHead } from './draft.ts'
import { draftLimits } from './draft-limits.ts'
import type { OpenDraft } from './open-draft.ts'

type Named = Pick<Finder, 'findProcedure' | 'findMunicipality'>

/** A draft of an account on a list: without `open`, one that this card does not open, or that nobody offers any more. */
export function describeHead(finder: Named, head: DraftHead, open: OpenDraft | undefined): ApiValue<'DraftHead'> {
  const { draft, procedure, municipality, begunAt, updatedAt } = head
  return {
    draft,
    procedure,
    procedureTitle: finder.findProcedure(procedure)?.title ?? null,
    municipality,
    municipalityName: finder.findMunicipality(municipality)?.name ?? municipality,
    begunAt: begunAt.toISOString(),
    changedAt: updatedAt.toISOString(),
    endsAt: new Date(updatedAt.getTime() + draftLimits.accountKeptMs).toISOString(),
    steps: open === undefined ? null : countSteps(open),
  }
}

/** Pages on this person's way, as the page counts them. */
export function countSteps(fill: OpenDraft): { readonly done: number; readonly all: number } {
  const done = findDonePages(fill)
  const pages = reachable(fill.filling).filter(({ kind }) => kind !== 'stop')
  return { done: pages.filter(({ id }) => done.has(id)).length, all: pages.length }
}
