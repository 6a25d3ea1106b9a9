import { AppError } from '@madoguchi/kit'
import type { Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import type { DraftStore, Reply } from './draft.ts'
import type { DraftContent } from './draft-content.ts'
import { ownerOfSession } from './draft-owner.ts'
import { type FillPost, keep, openPost } from './fill-post.ts'
import type { Fills, OpenFill } from './fills.ts'
import { findDraft } from './find-draft.ts'
import type { OpenDraft } from './open-draft.ts'
import type { FillPlace } from './place.ts'
import { removeDraft, startDraft } from './save-draft.ts'

type NewReply = {
  readonly reply: Reply
  readonly procedure: string
  readonly version: string
  readonly municipality: string
  readonly content: DraftContent
}

/** Drafts that answer a filing: each is written, kept and ended as any other, and has pages of its own. */
export type Replies = {
  /** As `OpenFill`, also of a draft that answers a filing. */
  readonly openAny: OpenFill
  /** As `openPost`: what was posted for a place of it. */
  openPostAny(visit: Visit, place: FillPlace): ReturnType<typeof openPost>
  keepAny(post: FillPost): ReturnType<typeof keep>
  /** One of an account's. Throws DRAFT_UNKNOWN, also for anybody else's. */
  openAnyOf(session: OpenSession, draft: string): Promise<OpenDraft>
  /** The draft that answers a filing so, where there is one. */
  findReply(session: OpenSession, reply: Reply): Promise<string | undefined>
  /** The draft that there is, or a new one: pressed twice, or in two windows, it is one. Throws DRAFTS_TOO_MANY. */
  startReply(session: OpenSession, reply: NewReply): Promise<string>
  removeReply(session: OpenSession, draft: string): Promise<void>
  /** Whether a draft of theirs is still there. */
  hasDraft(session: OpenSession, draft: string): Promise<boolean>
}

export function makeReplies(store: DraftStore, fills: Fills): Replies {
  async function findReply({ account }: OpenSession, { about, what }: Reply): Promise<string | undefined> {
    const row = await store.db.kysely
      .selectFrom('drafts')
      .select('draft')
      .where('account', '=', account)
      .where('about', '=', about)
      .where('reply', '=', what)
      .executeTakeFirst()
    return row?.draft
  }
  return {
    openAny: fills.openAny,
    openAnyOf: fills.openAnyOf,
    openPostAny: (visit, place) => openPost({ ...fills, open: fills.openAny }, visit, place),
    keepAny: (post) => keep(fills, post),
    findReply,
    async startReply(session, what) {
      const known = await findReply(session, what.reply)
      if (known !== undefined) return known
      try {
        return (await startDraft(store, ownerOfSession(session), what)).draft
      } catch (error) {
        // Another window was faster: theirs is the one.
        const theirs = error instanceof AppError ? await findReply(session, what.reply) : undefined
        if (theirs === undefined) throw error
        return theirs
      }
    },
    hasDraft: async (session, draft) => typeof (await findDraft(store, { session, browsers: [] }, draft)) === 'object',
    removeReply: (session, draft) => removeDraft(store, { owner: ownerOfSession(session), draft }),
  }
}
