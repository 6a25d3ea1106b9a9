import { dayMs } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import { forgetForm } from './prepared-rows.ts'

// The life of what was sent: nothing else writes `filings`, its parts and its events.
//
//   sent → filed, refused; (filed) → replaced, where its agency could not open it and the citizen sends it again
//   refused, since nobody answered in a month → filed, where the core says so after all

type Tx = Kysely<PortalTables>

/** What is known here of a filing without its citizen. */
export type SentFiling = Pick<Selectable<PortalTables['filings']>, 'filing' | 'account' | 'agency'>

/** Those of them that are ours. */
export async function findSent(tx: Tx, filings: readonly string[]): Promise<ReadonlyMap<string, SentFiling>> {
  const rows = await tx
    .selectFrom('filings')
    .select(['filing', 'account', 'agency'])
    .where(sql<boolean>`filing = any(${filings}::text[])`)
    .orderBy('filing')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.filing, row]))
}

/**
 * sent → filed, refused. The form of what was refused is made anew for the next time: its number was used. Of one that nobody had
 * answered the core's late word counts, too; where its citizen has sent another from the draft meanwhile, that one keeps it.
 */
export async function noteFiled(
  tx: Tx,
  { filing, outcome, reason, filedAt }: Received<'filing-noted'>['body'],
  at: Date,
): Promise<void> {
  const { numAffectedRows: updated } = await sql`
    update filings f set state = ${outcome}, reason = ${reason ?? null},
      filed_at = ${outcome === 'filed' ? new Date(filedAt) : null}::timestamptz,
      draft = case when exists (
        select from filings o where o.draft = f.draft and o.filing <> f.filing and o.state in ('sent', 'filed')) then null else draft end
    where filing = ${filing} and (state = 'sent' or (state = 'refused' and reason = ${unanswered}))`.execute(tx)
  if (outcome !== 'refused') return
  await forgetForm(tx, filing)
  if (updated === 1n) await noteNews(tx, { filing, at })
}

/** As the delivery calls what nobody took in time. */
const unanswered = 'DELIVERY_EXPIRED'

/** sent → refused: its message lies among the dead letters, or was sent before `before` and nobody answered. Gives how many. */
export async function refuseUndelivered(tx: Tx, { before, at }: { before: Date; at: Date }): Promise<number> {
  // That its number was used is no refusal: it stands in the ledger, and word of that is on its way.
  const { rows } = await sql<{ filing: string }>`
    update filings f set state = 'refused', reason = coalesce((
      select d.code from dead_letters d where d.reference = f.filing and d.name = 'file' order by d.died_at limit 1), ${unanswered})
    where f.state = 'sent' and (f.sent_at < ${before} or exists (
      select from dead_letters d where d.reference = f.filing and d.name = 'file' and d.code <> 'FILING_REPEATED'))
    returning f.filing`.execute(tx)
  for (const { filing } of rows) await tellRefused(tx, { filing, at })
  return rows.length
}

/** sent → refused: the operator took its message out of the dead letters for good. */
export async function refuseDiscarded(
  tx: Tx,
  { filing, code, at }: { filing: string; code: string; at: Date },
): Promise<void> {
  const { numUpdatedRows: updated } = await tx
    .updateTable('filings')
    .set({ state: 'refused', reason: code })
    .where('filing', '=', filing)
    .where('state', '=', 'sent')
    .executeTakeFirst()
  if (updated === 1n) await tellRefused(tx, { filing, at })
}

async function tellRefused(tx: Tx, refused: { filing: string; at: Date }): Promise<void> {
  await forgetForm(tx, refused.filing)
  await noteNews(tx, refused)
}

/** Word came that its citizen has not seen: they are told of it unless they look before. */
async function noteNews(tx: Tx, { filing, at }: { filing: string; at: Date }): Promise<void> {
  await tx
    .updateTable('filings')
    .set({ news_at: at })
    .where('filing', '=', filing)
    .where('account', 'is not', null)
    .where('news_at', 'is', null)
    .execute()
}

/** Its citizen looks at these: neither they nor what answered them is news any more. To be written before what they see is read. */
export async function noteLooked(
  db: Tx,
  { account, filings }: { account: string; filings: readonly string[] },
): Promise<void> {
  await db
    .updateTable('filings')
    .set({ news_at: null, news_told_at: null })
    .where('account', '=', account)
    .where((is) => is.or([is('news_at', 'is not', null), is('news_told_at', 'is not', null)]))
    .where(sql<boolean>`(filing = any(${filings}::text[]) or about = any(${filings}::text[]))`)
    .execute()
}

/** From when news are told, and until when an account was told that is not told again yet. */
type NewsSince = { readonly dueAt: Date; readonly quietAt: Date }

function whereDue({ dueAt, quietAt }: NewsSince) {
  return sql`f.news_at <= ${dueAt}
    and not exists (select from filings o where o.account = f.account and o.news_told_at > ${quietAt})`
}

/** Whose news are due: so many at once, whoever has waited longest first. */
export async function listWithNews(tx: Tx, since: NewsSince, countMax: number): Promise<readonly string[]> {
  const { rows } = await sql<{ account: string }>`
    select f.account from filings f where f.account is not null and ${whereDue(since)}
    group by f.account order by min(f.news_at), f.account limit ${countMax}`.execute(tx)
  return rows.map(({ account }) => account)
}

/**
 * Marks all news of these accounts as told. Where another copy of the program is at it, or was, it tells and this one does not: the
 * rows are held first, and judged by what stands then. Gives each account of which there were any once.
 */
export async function takeNews(
  tx: Tx,
  accounts: readonly string[],
  { at, dueAt, quietAt }: NewsSince & { readonly at: Date },
): Promise<readonly string[]> {
  await sql`select from filings where account = any(${accounts}) order by filing for update`.execute(tx)
  const { rows } = await sql<{ account: string }>`
    select distinct account from filings f where account = any(${accounts}) and ${whereDue({ dueAt, quietAt })}`.execute(
    tx,
  )
  const due = rows.map(({ account }) => account)
  await sql`
    update filings set news_at = null, news_told_at = ${at}
    where account = any(${due}::text[]) and news_at is not null`.execute(tx)
  return due
}

/** Of an account, how many filings have news that it was told of and has not looked at. */
export async function countNews(db: Tx, account: string): Promise<number> {
  const { count } = await db
    .selectFrom('filings')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('account', '=', account)
    .where('news_told_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Gives the event that stands under that number now: this one, which is news, or the one that came before it. */
export async function insertEvent(
  tx: Tx,
  event: { filing: string; number: number; envelope: Uint8Array; toldAt: Date; at: Date },
): Promise<Uint8Array> {
  const { filing, number, envelope, toldAt, at } = event
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('filing_events')
    .values({ filing, number, envelope, told_at: toldAt })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted === 1n) await noteNews(tx, { filing, at })
  const stands = await tx
    .selectFrom('filing_events')
    .select('envelope')
    .where('filing', '=', filing)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  return new Uint8Array(stands.envelope)
}

/** Its agency has every part, or has said that it cannot open one. `directory`: by which its word is checked, as `keepDirectory` calls it. */
export async function noteTaken(
  tx: Tx,
  { filing, directory, at }: { filing: string; directory: Uint8Array; at: Date },
): Promise<void> {
  await tx
    .updateTable('filings')
    .set({ taken_at: at, directory })
    .where('filing', '=', filing)
    .where('taken_at', 'is', null)
    .execute()
}

/** The filing that was made of a draft and lives: neither refused nor sent again. */
export async function findLive(
  db: Tx,
  { account, draft }: { account: string; draft: string },
): Promise<string | undefined> {
  const row = await db
    .selectFrom('filings')
    .select('filing')
    .where('account', '=', account)
    .where('draft', '=', draft)
    .where('state', 'in', ['sent', 'filed'])
    .executeTakeFirst()
  return row?.filing
}

type NewFiling = Pick<SentFiling, 'filing' | 'agency'> & {
  readonly about: string | undefined
  readonly account: string
  readonly vault: string
  readonly draft: string
  readonly filingDigest: Uint8Array
  /** What this portal signed. */
  readonly content: Uint8Array
  readonly sealed: Uint8Array
  /** The form first. */
  readonly parts: readonly { readonly file: string; readonly sizeBytes: number }[]
}

/** → sent. False where another window was faster: nothing is written then. */
export async function insertFiling(
  { tx, at }: { tx: Tx; at: Date },
  { about, filingDigest, parts, ...filing }: NewFiling,
): Promise<boolean> {
  const made = await tx
    .insertInto('filings')
    .values({
      ...{ ...filing, about: about ?? null, state: 'sent' as const, sent_at: at },
      filing_digest: filingDigest,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('filing')
    .executeTakeFirst()
  if (made === undefined) return false
  await tx
    .insertInto('filing_parts')
    .values(
      parts.map(({ file, sizeBytes }, position) => ({ filing: made.filing, position, file, size_bytes: sizeBytes })),
    )
    .execute()
  return true
}

/** filed → replaced, of one that its agency could not open: its citizen sends it again. */
export async function replaceFiling(
  tx: Tx,
  { account, filing }: { account: string; filing: string },
): Promise<string | undefined> {
  const row = await tx
    .updateTable('filings')
    .set({ state: 'replaced' })
    .where('account', '=', account)
    .where('filing', '=', filing)
    .where('state', '=', 'filed')
    .returning('draft')
    .executeTakeFirst()
  if (row !== undefined) await forgetForm(tx, filing)
  return row?.draft ?? undefined
}

/** Of an account that goes: nothing of the filing says whose it was, and what its agency still fetches stays. */
export async function detachFilings(tx: Tx, account: string): Promise<void> {
  await sql`
    with gone as (
      update filings set account = null, vault = null, draft = null, sealed = null, news_at = null, news_told_at = null
      where account = ${account} returning filing)
    delete from filing_events e using gone g where e.filing = g.filing`.execute(tx)
}

/** Where nobody answered in a month, the core's word may still come, and then an agency fetches for two weeks. */
function whereOver(before: Date) {
  const late = new Date(before.getTime() - 45 * dayMs)
  return sql`f.sent_at < case when f.reason = ${unanswered} then ${late}::timestamptz else ${before}::timestamptz end`
}

/** What its agency has had for a while is not kept here; nor is a filing of who left. Nothing goes before it was taken or refused. */
export async function forgetTaken(db: Tx, { before }: { before: Date }): Promise<void> {
  await sql`
    delete from filing_parts p using filings f
    where p.filing = f.filing and (f.taken_at < ${before} or (f.state = 'refused' and ${whereOver(before)}))`.execute(
    db,
  )
  await sql`
    delete from filings f
    where account is null and (taken_at < ${before} or (state = 'refused' and ${whereOver(before)}))`.execute(db)
}

/** Those of these files that no row names. */
export async function findUnnamed(db: Tx, files: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ file: string }>`
    select file from unnest(${files}::text[]) as t (file)
    where not exists (select from attachments a where a.file = t.file)
      and not exists (select from prepared_filings p where p.form_file = t.file or p.signed_file = t.file)
      and not exists (select from filing_parts p where p.file = t.file)`.execute(db)
  return rows.map(({ file }) => file)
}
