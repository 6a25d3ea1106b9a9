import { filingLimits } from '@madoguchi/filing'
import { AppError } from '@madoguchi/kit'
import { draftErrors } from '../fill/open-named.ts'
import type { CitizenErrorCode } from '../shell/errors.ts'
import type { Counts } from '../shell/limits/counts.ts'
import { apiPath, defineBareOperation, defineOperation, type Given, type Operation } from '../shell/operation.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { anyReader } from '../shell/words.ts'
import { type Applying, demandHere, type OpenApplyingOf } from './applying.ts'
import type { KeptAttachment, PaperTools } from './attachments.ts'
import { demandTurn } from './files.page.ts'
import { readUpload } from './read-upload.ts'
import { tellPaper } from './tell-prepared.ts'
import { applyWords } from './words.ts'

/** The papers of a draft; of the API, as of pages, a file a call. */
export const papersPath = '/drafts/{draft}/papers'
export const paperPath = `${papersPath}/{paper}`

type Named = Pick<Given, 'c'> & { readonly session: OpenSession }

/** What stands in the way of sending a draft that a call names. */
export const applyingErrors = [...draftErrors, 'FILING_UNFINISHED'] as const satisfies CitizenErrorCode[]

const uploadErrors = [
  ...applyingErrors,
  'PAPER_REFUSED',
  'TOO_MANY',
  'FILES_NO_ROOM',
] as const satisfies CitizenErrorCode[]

/** As the router knows a path that `uploads` names. */
export function routeOf(path: string): string {
  return apiPath + path.replace(/\{(\w+)\}/g, ':$1')
}

/** The draft that the address of a call names, ready to be sent but for papers and signature. Throws what `applyingErrors` says. */
export async function openNamedApplying(openOf: OpenApplyingOf, { c, session }: Named): Promise<Applying> {
  return demandHere(await openOf(session, c.req.param('draft') ?? ''))
}

type Means = {
  readonly papers: PaperTools
  readonly openOf: OpenApplyingOf
  readonly limits: Pick<Counts, 'mayPass'>
}

/** Papers that go with a draft: listed, added, replaced, taken out. */
export function listPaperCalls({ papers, openOf, limits }: Means): readonly Operation[] {
  const copy = applyWords(anyReader).api
  return [
    defineOperation(
      {
        id: 'listPapers',
        method: 'GET',
        path: papersPath,
        summary: copy.listPapers,
        access: 'vault',
        answer: { status: 200, schema: 'DraftPapers' },
        errors: applyingErrors,
      },
      async (given) => {
        const { attachments, desk, offer, signedBy } = await openNamedApplying(openOf, given)
        return {
          asked: desk.papers.map(({ name, when = null, isRequired }) => ({ name, when, isRequired })),
          papers: attachments.map(tellPaper),
          papersMax: filingLimits.attachmentsMax,
          paperSizeBytesMax: filingLimits.partSizeBytesMax,
          filingSizeBytesMax: filingLimits.filingSizeBytesMax,
          addressee: offer.offer.addressee,
          signedBy,
        }
      },
    ),
    defineOperation(
      {
        id: 'addPaper',
        method: 'POST',
        path: papersPath,
        summary: copy.addPaper,
        access: 'vault',
        upload: 'attachment',
        answer: { status: 201, schema: 'Paper' },
        errors: uploadErrors,
      },
      async (given) => tellPaper(await keep(given)),
    ),
    defineOperation(
      {
        id: 'replacePaper',
        method: 'POST',
        path: paperPath,
        summary: copy.replacePaper,
        access: 'vault',
        upload: 'attachment',
        answer: { status: 200, schema: 'Paper' },
        errors: [...uploadErrors, 'ATTACHMENT_UNKNOWN'],
      },
      async (given) => tellPaper(await keep(given, given.c.req.param('paper'))),
    ),
    defineBareOperation(
      {
        id: 'removePaper',
        method: 'DELETE',
        path: paperPath,
        summary: copy.removePaper,
        access: 'vault',
        answer: { status: 204 },
        errors: applyingErrors,
      },
      async (given) => {
        const { fill, session } = await openNamedApplying(openOf, given)
        await papers.remove(session, { draft: fill.draft.draft, attachment: given.c.req.param('paper') ?? '' })
        return given.c.body(null, 204)
      },
    ),
  ]

  async function keep(given: Named, replaces?: string): Promise<KeptAttachment> {
    const applying = await openNamedApplying(openOf, given)
    demandTurn(applying, limits)
    const file = await readUpload(given)
    if (file === undefined) throw new AppError('BODY_MALFORMED', 'The form has no file.')
    const kept = await papers.keep(applying.session, { draft: applying.fill.draft.draft, given: file, replaces })
    if (!kept.ok) throw new AppError('PAPER_REFUSED', 'The file is not taken.', { facts: { why: kept.code } })
    return kept.value
  }
}
