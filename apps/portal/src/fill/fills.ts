import { AppError, idPattern, japaneseDay, makeId } from '@madoguchi/kit'
import type { Finder } from '../find/finder.ts'
import { setBack } from '../shell/back-cookie.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Visit } from '../shell/visit.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { type Draft, type DraftHead, type DraftRow, type DraftStore, headOf, openDraftRow } from './draft.ts'
import type { DraftContent } from './draft-content.ts'
import { type DraftOwner, ownerOfSession } from './draft-owner.ts'
import { readFilling } from './edit-draft.ts'
import type { Entries } from './entries.ts'
import { askerOf, findBrowserOwners, keepBrowserOwner, readDraftId, renewBrowserOwner } from './fill-visit.ts'
import { findDraft, listDraftRows } from './find-draft.ts'
import { holdPage, takeHeldPage } from './hold-page.ts'
import { keepWordings } from './keep-wordings.ts'
import type { OpenDraft } from './open-draft.ts'
import { changeDraft } from './save-draft.ts'

/**
 * The draft that the address names. Throws DRAFT_UNKNOWN, also for anybody else's; SESSION_NONE and the like where its
 * owner has to log in first, who comes back to this address then.
 */
export type OpenFill = (visit: Visit) => Promise<OpenDraft>

/** What pages do with drafts that are filled in. */
export type Fills = {
  readonly open: OpenFill
  /** The same of one that answers a filing, too: `open` refuses those with DRAFT_OF_FILING, as their own pages say what is open. */
  readonly openAny: OpenFill
  openAnyOf(session: OpenSession, draft: string): Promise<OpenDraft>
  /** One of an account's, by a program that its holder logged in. Throws DRAFT_UNKNOWN, also for anybody else's. */
  openOf(session: OpenSession, draft: string): Promise<OpenDraft>
  /** All of an account, newest first; those that do not open, or that nobody offers any more, without what stands in them. */
  listOf(session: OpenSession): Promise<readonly { readonly head: DraftHead; readonly open: OpenDraft | undefined }[]>
  /** As `changeDraft`, read again. */
  change(fill: OpenDraft, change: (content: DraftContent) => DraftContent): Promise<OpenDraft>
  /** Throws TOO_MANY. */
  countSave(fill: OpenDraft): void
  /** The id of an item that somebody begins. */
  makeItemId(): string
  /** Keeps a page for this browser until its owner is logged in. */
  hold(visit: Visit, page: { draft: string; place: string; entries: Entries }): Promise<void>
  /** What was held of a page for this browser, once. */
  takeHeld(visit: Visit, page: { draft: string; place: string }): Promise<Entries | undefined>
}

export function makeFills(
  store: DraftStore,
  finder: Pick<Finder, 'findProcedure' | 'findMunicipality'>,
  limits: Pick<Counts, 'mayPass'>,
): Fills {
  function read(draft: Draft): OpenDraft {
    const procedure = finder.findProcedure(draft.procedure)
    if (procedure === undefined) throw new AppError('DRAFT_UNKNOWN', 'Nobody offers this procedure any more.')
    const at = store.clock.now()
    const { filling, content, leftOut } = readFilling(draft.content, { procedure, today: japaneseDay(at) })
    const municipalityName = finder.findMunicipality(draft.municipality)?.name ?? draft.municipality
    const now = at.toISOString()
    const pageId = makeId('pag', store.random)
    return { draft: { ...draft, content }, procedure, municipalityName, filling, leftOut, now, pageId }
  }
  function readRow(row: DraftRow, owner: DraftOwner): OpenDraft | undefined {
    try {
      return read(openDraftRow(row, owner))
    } catch (error) {
      // The list says so of this one, and whoever opens it is told why.
      if (error instanceof AppError && error.code.startsWith('DRAFT_')) return undefined
      throw error
    }
  }
  async function openAny(visit: Visit): Promise<OpenDraft> {
    const found = await findDraft(store, askerOf(visit), readDraftId(visit))
    if (found === 'needs-log-in') {
      if (visit.c.req.method === 'GET') setBack(visit, visit.url.pathname)
      refuseWithoutLogIn(visit)
    }
    if (found === undefined) throw new AppError('DRAFT_UNKNOWN', 'There is no such draft for this one.')
    // What is written to it makes it stay for another week: so does what finds it.
    if (found.owner.kind === 'browser' && visit.c.req.method === 'POST') renewBrowserOwner(visit, found.owner)
    return read(found)
  }
  async function openAnyOf(session: OpenSession, draft: string): Promise<OpenDraft> {
    const found = idPattern.test(draft) ? await findDraft(store, { session, browsers: [] }, draft) : undefined
    if (typeof found !== 'object') throw new AppError('DRAFT_UNKNOWN', 'The account has no such draft.')
    return read(found)
  }
  return {
    openAny,
    openAnyOf,
    openOf: async (session, draft) => beginsCase(await openAnyOf(session, draft)),
    async listOf(session) {
      const owner = ownerOfSession(session)
      const rows = await listDraftRows(store, owner)
      const begun = rows.filter(({ about }) => about === null)
      return begun.map((row) => ({ head: headOf(row), open: readRow(row, owner) }))
    },
    open: async (visit) => beginsCase(await openAny(visit)),
    async change({ draft, procedure, filling }, change) {
      // However it was changed, what stands in it is kept with how it was asked.
      const changeAll = (content: DraftContent) => {
        const changed = change(content)
        return changed === content ? content : keepWordings(readFilling(changed, filling).content, procedure)
      }
      return read(await changeDraft(store, draft, changeAll))
    },
    countSave({ draft }) {
      if (!limits.mayPass('draft-save', draft.draft)) throw new AppError('TOO_MANY', 'Too many changes of one draft.')
    },
    makeItemId: () => makeId('itm', store.random),
    async hold(visit, page) {
      await holdPage(store, { ...page, browser: keepBrowserOwner(visit, store.random) })
    },
    async takeHeld(visit, page) {
      for (const browser of findBrowserOwners(visit)) {
        const held = await takeHeldPage(store, { ...page, browser })
        if (held !== undefined) return held
      }
      return undefined
    },
  }
}

function beginsCase(fill: OpenDraft): OpenDraft {
  if (fill.draft.reply === undefined) return fill
  throw new AppError('DRAFT_OF_FILING', 'It answers a filing, and only what is asked is open in it.')
}

function refuseWithoutLogIn({ session, frame }: Visit): never {
  if (session !== undefined && !session.isRegistered)
    throw new AppError('REGISTRATION_NEEDED', 'The account has not consented yet.')
  if (session !== undefined) throw new AppError('VAULT_CLOSED', 'This card was not brought to the vault yet.')
  throw new AppError(frame.sessionEnded ?? 'SESSION_NONE', 'The draft belongs to an account.')
}
