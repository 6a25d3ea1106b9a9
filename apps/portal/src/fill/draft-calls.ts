import { AppError } from '@madoguchi/kit'
import type { Finder } from '../find/finder.ts'
import { isFillable } from '../find/procedure-detail.ts'
import type { Queues } from '../shell/get-printer.ts'
import { defineBareOperation, defineOperation, type Operation } from '../shell/operation.ts'
import { anyReader } from '../shell/words.ts'
import { describeCheck } from './describe-check.ts'
import { describeLeftOut, describePages } from './describe-draft.ts'
import { countSteps, describeHead } from './describe-head.ts'
import type { DraftStore } from './draft.ts'
import { ownerOfSession } from './draft-owner.ts'
import { makePaper } from './fill-print.ts'
import type { Fills } from './fills.ts'
import { listDrafts } from './find-draft.ts'
import { draftErrors, openNamed } from './open-named.ts'
import { removeDraft, startDraft } from './save-draft.ts'
import { fillWords } from './words.ts'

type Means = {
  readonly fills: Fills
  readonly finder: Pick<Finder, 'findOffer' | 'findProcedure' | 'findMunicipality'>
  readonly queues: Pick<Queues, 'prints'>
  /** Who runs the site, as it stands on the paper. */
  readonly operator: string
}

/** Drafts of whoever is logged in, whole: listed, begun, read, checked, printed, deleted. */
export function listDraftCalls(store: DraftStore, { fills, finder, queues, operator }: Means): readonly Operation[] {
  const copy = fillWords(anyReader).api
  return [
    defineOperation(
      {
        id: 'listDrafts',
        method: 'GET',
        path: '/drafts',
        summary: copy.listDrafts,
        access: 'vault',
        answer: { status: 200, schema: 'Drafts' },
      },
      async ({ session }) => {
        const drafts = await fills.listOf(session)
        return { drafts: drafts.map(({ head, open }) => describeHead(finder, head, open)) }
      },
    ),
    defineOperation(
      {
        id: 'beginDraft',
        method: 'POST',
        path: '/drafts',
        summary: copy.beginDraft,
        access: 'vault',
        body: 'NewDraft',
        answer: { status: 201, schema: 'DraftHead' },
        errors: ['PROCEDURE_UNKNOWN', 'FILL_NOT_OFFERED', 'DRAFTS_TOO_MANY'],
      },
      async ({ session, body }) => {
        const detail = finder.findOffer(body.municipality, body.procedure)
        if (detail === undefined) throw new AppError('PROCEDURE_UNKNOWN', 'This municipality does not offer this.')
        if (!isFillable(detail)) throw new AppError('FILL_NOT_OFFERED', 'One only goes there for it.')
        const { procedure, municipality } = detail
        const { draft } = await startDraft(store, ownerOfSession(session), {
          procedure: procedure.id,
          version: procedure.version,
          municipality: municipality.code,
        })
        const open = await fills.openOf(session, draft)
        return describeHead(finder, open.draft, open)
      },
    ),
    defineOperation(
      {
        id: 'getDraft',
        method: 'GET',
        path: '/drafts/{draft}',
        summary: copy.getDraft,
        access: 'vault',
        answer: { status: 200, schema: 'Draft' },
        errors: draftErrors,
      },
      async (given) => {
        const open = await openNamed(fills, given)
        return {
          ...describeHead(finder, open.draft, open),
          version: open.procedure.version,
          steps: countSteps(open),
          pages: describePages(open),
          leftOut: describeLeftOut(open),
        }
      },
    ),
    defineBareOperation(
      {
        id: 'deleteDraft',
        method: 'DELETE',
        path: '/drafts/{draft}',
        summary: copy.deleteDraft,
        access: 'vault',
        answer: { status: 204 },
        errors: ['DRAFT_UNKNOWN'],
      },
      // Nothing is opened for it, as on the page: one that no key opens any more can still be removed.
      async ({ c, session }) => {
        const owner = ownerOfSession(session)
        const draft = c.req.param('draft') ?? ''
        const heads = await listDrafts(store, owner)
        if (!heads.some((head) => head.draft === draft)) throw new AppError('DRAFT_UNKNOWN', 'There is no such draft.')
        await removeDraft(store, { owner, draft })
        return c.body(null, 204)
      },
    ),
    defineOperation(
      {
        id: 'checkDraft',
        method: 'GET',
        path: '/drafts/{draft}/check',
        summary: copy.checkDraft,
        access: 'vault',
        answer: { status: 200, schema: 'DraftCheck' },
        errors: draftErrors,
      },
      async (given) => describeCheck(await openNamed(fills, given)),
    ),
    defineBareOperation(
      {
        id: 'printDraft',
        method: 'GET',
        path: '/drafts/{draft}/form.pdf',
        summary: copy.printDraft,
        access: 'vault',
        answer: { status: 200, file: 'application/pdf' },
        errors: [...draftErrors, 'TOO_MANY'],
      },
      async (given) => {
        const open = await openNamed(fills, given)
        const offer = finder.findOffer(open.draft.municipality, open.draft.procedure)
        const paper = makePaper(open, { offer, operator })
        const bytes = await queues.prints.forCitizen(given.session.account).renderForm(paper)
        return given.c.body(new Uint8Array(bytes), 200, { 'Content-Type': 'application/pdf' })
      },
    ),
  ]
}
