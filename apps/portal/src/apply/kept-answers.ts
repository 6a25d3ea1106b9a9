import { prune } from '@madoguchi/forms'
import type { Bytes, Random } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { type DraftContent, encodeDraftContent, readDraftContent } from '../fill/draft-content.ts'
import type { OpenDraft } from '../fill/open-draft.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { readSealed, sealKept } from './kept-seal.ts'

// What was answered in what was sent, for as long as a correction may be asked for: nothing else writes `filing_answers`.

type Tx = Kysely<PortalTables>

/** A key of its own beside that of the filing. */
function nameAnswers(filing: string): string {
  return `${filing}/answers`
}

/** The answers as they go into the form, with how they were asked; sealed to the vault, filled up to whole kibibytes. */
export function sealSentAnswers(
  session: OpenSession,
  { filing, fill, random }: { filing: string; fill: OpenDraft; random: Random },
): Bytes {
  const { labels, wordings, itemTitles } = fill.draft.content
  const content: DraftContent = { answers: prune(fill.filling), typed: {}, labels, wordings, itemTitles }
  return sealKept(session, { id: nameAnswers(filing), part: 'about', secret: encodeDraftContent(content), random })
}

export async function keepAnswers(tx: Tx, { filing, sealed }: { filing: string; sealed: Bytes }): Promise<void> {
  await tx.insertInto('filing_answers').values({ filing, sealed }).execute()
}

/** Undefined where none are kept: of what was sent before they were, and a year after the last word. */
export async function findAnswers(db: Tx, session: OpenSession, filing: string): Promise<DraftContent | undefined> {
  const row = await db
    .selectFrom('filing_answers as a')
    .innerJoin('filings as f', 'f.filing', 'a.filing')
    .select('a.sealed')
    .where('a.filing', '=', filing)
    .where('f.account', '=', session.account)
    .where('f.vault', '=', session.vault ?? '')
    .executeTakeFirst()
  if (row === undefined) return undefined
  const closed = new Uint8Array(row.sealed)
  return readDraftContent(readSealed(session, { id: nameAnswers(filing), part: 'about', closed }), filing)
}

/** Of an account that goes. */
export async function forgetAnswersOf(tx: Tx, account: string): Promise<void> {
  await sql`delete from filing_answers a using filings f where f.filing = a.filing and f.account = ${account}`.execute(
    tx,
  )
}

/** Of what nobody has heard of since, and of what never became a filing. */
export async function forgetOldAnswers(
  db: Tx,
  { before, refusedBefore }: { before: Date; refusedBefore: Date },
): Promise<void> {
  await sql`
    delete from filing_answers a using filings f
    where f.filing = a.filing and (
      (f.state in ('refused', 'replaced') and f.sent_at < ${refusedBefore})
      or (f.sent_at < ${before}
        and not exists (select from filing_events e where e.filing = coalesce(f.about, f.filing) and e.told_at >= ${before})))`.execute(
    db,
  )
}
