import { listPapers, reachable } from '@madoguchi/forms'
import { AppError, sha256, utf8 } from '@madoguchi/kit'
import type { OpenFill } from '../fill/fills.ts'
import { isWhole } from '../fill/list-wrong.ts'
import { type OpenDraft, pathOf } from '../fill/open-draft.ts'
import type { Finder, OfferDetail } from '../find/finder.ts'
import type { Network } from '../shell/network.ts'
import { demandSession, type Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { type Keeping, type KeptAttachment, listAttachments } from './attachments.ts'
import { findLive } from './filings.ts'
import { type Desk, findFilingDesk } from './find-desk.ts'

/** A draft that is about to be sent, by who may send it. */
export type Applying = {
  readonly fill: OpenDraft
  readonly session: OpenSession
  readonly offer: OfferDetail
  readonly desk: Desk
  readonly attachments: readonly KeptAttachment[]
  /** A procedure that somebody signs on paper is signed by card; of another the session stands for it. */
  readonly signedBy: 'card' | 'session'
  /** SHA-256 of all that the form is made from. */
  readonly madeFrom: Uint8Array
}

/** Gives it, or where to go first: to the log-in, to what is missing, to what was sent already. */
export type OpenApplying = (visit: Visit) => Promise<Applying | { readonly leadsTo: string }>

export function makeOpenApplying(
  keeping: Keeping,
  { directory }: Pick<Network, 'directory'>,
  { openFill, finder }: { openFill: OpenFill; finder: Pick<Finder, 'findOffer'> },
): OpenApplying {
  return async (visit) => {
    const fill = await openFill(visit)
    const { draft, filling } = fill
    const offer = finder.findOffer(draft.municipality, draft.procedure)
    const desk = offer && findFilingDesk(directory, offer, keeping.clock.now())
    if (offer === undefined || desk === undefined) return { leadsTo: pathOf(fill, 'print') }
    if (reachable(filling).some(({ kind }) => kind === 'stop') || !isWhole(fill))
      return { leadsTo: pathOf(fill, 'check') }
    if (draft.owner.kind === 'browser') return { leadsTo: pathOf(fill, 'files', 'log-in') }
    const session = demandSession(visit)
    const live = await findLive(keeping.db.kysely, { account: session.account, draft: draft.draft })
    if (live !== undefined) return { leadsTo: `/filings/${live}` }
    const attachments = await listAttachments(keeping, session, draft.draft)
    const signedBy = listPapers(filling).signers.length > 0 ? 'card' : 'session'
    const madeFrom = sha256(
      utf8.encode(
        JSON.stringify([
          ...[draft.revision, fill.procedure.version, desk.agency, signedBy],
          attachments.map(({ attachment, name, sha256: digest }) => [attachment, name, digest]),
        ]),
      ),
    )
    return { fill, session, offer, desk, attachments, signedBy, madeFrom }
  }
}

/** For a form: whoever has to go elsewhere first is told so. */
export async function demandApplying(visit: Visit, open: OpenApplying): Promise<Applying> {
  const opened = await open(visit)
  if (!('leadsTo' in opened)) return opened
  throw new AppError('FILING_UNFINISHED', 'The draft is not there to be sent, not whole, or was sent.')
}
