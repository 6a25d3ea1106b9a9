import { type Answers, listPapers, noAnswers, reachable } from '@madoguchi/forms'
import { AppError, sha256, utf8 } from '@madoguchi/kit'
import type { Reply } from '../fill/draft.ts'
import { isWhole } from '../fill/list-wrong.ts'
import { type OpenDraft, pathOf } from '../fill/open-draft.ts'
import type { Finder, OfferDetail } from '../find/finder.ts'
import type { Network } from '../shell/network.ts'
import type { Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { anyReader } from '../shell/words.ts'
import { type Keeping, type KeptAttachment, listAttachments } from './attachments.ts'
import { findLive } from './filings.ts'
import { type Desk, findFilingDesk } from './find-desk.ts'
import { canReply, getNewest, signedBy } from './judge-reply.ts'
import { findAnswers } from './kept-answers.ts'
import { getFiling, type ShownFiling } from './read-filings.ts'
import { pathOfFiling } from './reply-paths.ts'
import { applyWords } from './words.ts'

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
  /** What the form is called. */
  readonly title: string
  /** Undefined of what begins a case. */
  readonly answering: Answering | undefined
}

/** How a filing is answered, and that filing as it was told until now. */
type Answering = Reply & {
  readonly first: ShownFiling
  /** What stands in it until it is corrected. */
  readonly sent: Answers
}

type Elsewhere = { readonly leadsTo: string }

/** Gives it, or where to go first: to the log-in, to what is missing, to what was sent already. */
export type OpenApplying = (visit: Visit) => Promise<Applying | Elsewhere>

/** The same of a draft that a call names, by a program that its owner logged in. */
export type OpenApplyingOf = (session: OpenSession, draft: string) => Promise<Applying | Elsewhere>

/** The same of a draft that is open. `getSession` throws where its owner has to log in first. */
export type OpenToSend = (
  fill: OpenDraft,
  getSession: () => OpenSession,
  isHalfAllowed?: boolean,
) => Promise<Applying | Elsewhere>

/** `finder`: what is offered where. */
export function makeOpenApplying(
  keeping: Keeping,
  { directory }: Pick<Network, 'directory'>,
  finder: Pick<Finder, 'findOffer'>,
): OpenToSend {
  return async (fill, getSession, isHalfAllowed = false) => {
    const { draft, filling } = fill
    const { reply } = draft
    const offer = finder.findOffer(draft.municipality, draft.procedure)
    const desk = offer && findFilingDesk(directory, offer, keeping.clock.now())
    if (offer === undefined || desk === undefined)
      return { leadsTo: reply === undefined ? pathOf(fill, 'print') : pathOfFiling(reply, 'closed') }
    if (reply === undefined && (reachable(filling).some(({ kind }) => kind === 'stop') || !isWhole(fill)))
      return { leadsTo: pathOf(fill, 'check') }
    if (draft.owner.kind === 'browser') return { leadsTo: pathOf(fill, 'files', 'log-in') }
    const session = getSession()
    const live = await findLive(keeping.db.kysely, { account: session.account, draft: draft.draft })
    if (live !== undefined) return { leadsTo: pathOfFiling(reply ?? { about: live }) }
    const answering = reply && (await openAnswering(keeping, session, reply))
    const way = answering && findInTheWay(answering, desk)
    if (way !== undefined) return { leadsTo: way }
    if (answering?.what === 'correction' && !isHalfAllowed && !isWhole(fill))
      return { leadsTo: pathOf(fill, 'correction') }
    const attachments = await listAttachments(keeping, session, draft.draft)
    const isSigned = listPapers(filling).signers.length > 0
    const by = answering === undefined ? (isSigned ? 'card' : 'session') : signedBy(answering.first, answering.what)
    const madeFrom = sha256(
      utf8.encode(
        JSON.stringify([
          ...[draft.revision, fill.procedure.version, desk.agency, by],
          attachments.map(({ attachment, name, sha256: digest }) => [attachment, name, digest]),
        ]),
      ),
    )
    const title =
      reply === undefined || reply.what === 'correction'
        ? fill.procedure.title
        : applyWords(anyReader).reply.letter.title[reply.what]
    return { fill, session, offer, desk, attachments, signedBy: by, madeFrom, title, answering }
  }
}

async function openAnswering(keeping: Keeping, session: OpenSession, reply: Reply): Promise<Answering> {
  const first = await getFiling(keeping, session, reply.about)
  const kept = await findAnswers(keeping.db.kysely, session, getNewest(first))
  return { ...reply, first, sent: kept?.answers ?? noAnswers }
}

/** Of a filing that was decided or taken back meanwhile, or that went elsewhere, its own page says what is the matter. */
function findInTheWay({ first, ...reply }: Answering, desk: Desk): string | undefined {
  if (first.sent.agency !== desk.agency) return pathOfFiling(reply, 'closed')
  return canReply(first, reply.what) ? undefined : pathOfFiling(reply, 'late')
}

/** For a form: whoever has to go elsewhere first is told so. */
export async function demandApplying(visit: Visit, open: OpenApplying): Promise<Applying> {
  return demandHere(await open(visit))
}

/** Throws FILING_UNFINISHED where it leads elsewhere. */
export function demandHere(opened: Applying | Elsewhere): Applying {
  if (!('leadsTo' in opened)) return opened
  throw new AppError('FILING_UNFINISHED', 'The draft is not there to be sent, not whole, or was sent.')
}
