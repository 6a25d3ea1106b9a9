import type { Reply } from '../fill/draft.ts'
import { noContent } from '../fill/draft-content.ts'
import type { Replies } from '../fill/replies.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { findLive, replaceFiling } from './filings.ts'
import { canReply, fateOf, getNewest } from './judge-reply.ts'
import { findAnswers } from './kept-answers.ts'
import { type FilingSource, getFiling, listReplies } from './read-filings.ts'
import { isAwaited } from './render-replies.ts'

/**
 * The draft that answers a filing: the one that was begun, or a new one. One that was sent and has its answer gives way; one that could
 * not be opened there is sent again under another number. Undefined where the filing cannot be answered so now.
 */
export async function beginReply(
  { db }: FilingSource,
  drafts: Pick<Replies, 'findReply' | 'startReply' | 'removeReply'>,
  { session, reply }: { readonly session: OpenSession; readonly reply: Reply },
): Promise<string | undefined> {
  const first = await getFiling({ db }, session, reply.about)
  const replies = await listReplies({ db }, session, reply.about)
  const { about } = first
  if (about === undefined || !canReply(first, reply.what) || isAwaited({ first, replies }, reply.what)) return undefined
  const content = await findAnswers(db.kysely, session, getNewest(first))
  // Of what was sent before answers were kept nothing can be corrected here.
  if (content === undefined && reply.what === 'correction') return undefined
  const { account } = session
  const known = await drafts.findReply(session, reply)
  const live = known && (await findLive(db.kysely, { account, draft: known }))
  const sent = replies.find(({ filing }) => filing === live)
  if (sent !== undefined && known !== undefined) {
    if (fateOf(first, sent) === 'unsent') await replaceFiling(db.kysely, { account, filing: sent.filing })
    else await drafts.removeReply(session, known)
  }
  const { id: procedure, version } = about.procedure
  return drafts.startReply(session, {
    reply,
    procedure,
    version,
    municipality: about.municipality.code,
    content: content ?? noContent,
  })
}
