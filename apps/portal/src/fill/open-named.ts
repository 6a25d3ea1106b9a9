import type { CitizenErrorCode } from '../shell/errors.ts'
import type { Given } from '../shell/operation.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { Fills } from './fills.ts'
import type { OpenDraft } from './open-draft.ts'

type Named = Pick<Given, 'c'> & { readonly session: OpenSession }

/** What stands in the way of opening a draft that a call names. */
export const draftErrors = ['DRAFT_UNKNOWN', 'DRAFT_OTHER_VAULT', 'DRAFT_BROKEN'] as const satisfies CitizenErrorCode[]

/** What stands in the way of changing one. */
export const changeErrors = [
  ...draftErrors,
  'PAGE_UNKNOWN',
  'DRAFT_TOO_LARGE',
  'TOO_MANY',
] as const satisfies CitizenErrorCode[]

/** The draft that the address of a call names, to be read. Throws what `draftErrors` says. */
export function openNamed(fills: Fills, { c, session }: Named): Promise<OpenDraft> {
  return fills.openOf(session, c.req.param('draft') ?? '')
}

/** The same to be changed, which counts. Throws TOO_MANY besides. */
export async function openToChange(fills: Fills, named: Named): Promise<OpenDraft> {
  const fill = await openNamed(fills, named)
  fills.countSave(fill)
  return fill
}

/** The page and the item that the address names, as it was typed: whether there are such is not looked at. */
export function readPlace({ c }: Named): { readonly page: string; readonly item: string } {
  return { page: c.req.param('page') ?? '', item: c.req.param('item') ?? '' }
}
