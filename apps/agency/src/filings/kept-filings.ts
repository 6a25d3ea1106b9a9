import type { Bytes } from '@madoguchi/kit'
import { base64url, minuteMs } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import type { Kysely, Updateable } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'

export type WaitingFiling = {
  readonly filing: string
  /** Says that it is this copy's, until another claims it. */
  readonly claim: string
  readonly about: string | null
  readonly portal: string
  readonly deskKey: string
  readonly filedAt: Date
  readonly receivedAt: Date
  readonly failedTries: number
  readonly parts: readonly { readonly digest: Bytes; readonly sizeBytes: number }[]
}

/** Whoever works on a filing has it for so long, and says again that they do: a copy that was killed does not keep it. */
const leaseMs = minuteMs

type Claimed = Pick<WaitingFiling, 'filing' | 'claim'>

/** Another copy has the filing by now, or has ended it. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost'
}

/** Takes the filing that has waited longest, of none of the portals `without`. Two copies never take the same; `claim` is new each time. */
export async function claimFiling(
  db: Kysely<AgencyTables>,
  { claim, without, at }: { readonly claim: string; readonly without: readonly string[]; readonly at: Date },
): Promise<WaitingFiling | undefined> {
  const { rows } = await sql<Omit<WaitingFiling, 'parts'>>`
    update filings set next_try_at = ${leaseEnd(at)}, claim = ${claim}
    where filing_id = (select filing_id from filings where state = 'coming' and next_try_at <= ${at} and portal <> all(${without}::text[])
      order by next_try_at limit 1 for update skip locked)
    returning filing_id as filing, claim, about, portal, desk_key as "deskKey", filed_at as "filedAt",
      received_at as "receivedAt", failed_tries as "failedTries"`.execute(db)
  const [row] = rows
  if (row === undefined) return undefined
  const parts = await db
    .selectFrom('filing_parts')
    .select(['digest', 'size_bytes as sizeBytes'])
    .where('filing_id', '=', row.filing)
    .orderBy('index')
    .execute()
  return { ...row, parts: parts.map(({ digest, sizeBytes }) => ({ digest, sizeBytes: Number(sizeBytes) })) }
}

/** Has it for longer. Throws ClaimLost. */
export async function renewClaim(db: Kysely<AgencyTables>, { filing, claim }: Claimed, at: Date): Promise<void> {
  const { rows } = await sql`
    update filings set next_try_at = ${leaseEnd(at)}
    where filing_id = ${filing} and claim = ${claim} and state = 'coming' returning 1`.execute(db)
  if (rows.length === 0) throw new ClaimLost()
}

/** Later after each failure: from some seconds to an hour. Nothing where another copy has it by now. */
export async function postponeFiling(
  db: Kysely<AgencyTables>,
  { filing, claim, failedTries }: WaitingFiling,
  at: Date,
): Promise<void> {
  const waitMs = Math.min(60 * minuteMs, 2 ** Math.min(failedTries, 12) * 5000)
  await db
    .updateTable('filings')
    .set({ next_try_at: new Date(at.getTime() + waitMs), failed_tries: failedTries + 1 })
    .where('filing_id', '=', filing)
    .where('claim', '=', claim)
    .where('state', '=', 'coming')
    .execute()
}

function leaseEnd(at: Date): Date {
  return new Date(at.getTime() + leaseMs)
}

/** Notes what was filed as coming, with its parts. False where a filing of this id is there already. */
export async function noteFiling(
  tx: Kysely<AgencyTables>,
  { filed, filing, at }: { filed: Received<'filed'>['body']; filing: Received<'filing'>; at: Date },
): Promise<boolean> {
  const inserted = await tx
    .insertInto('filings')
    .values({
      filing_id: filed.filing,
      about: filing.body.about ?? null,
      portal: filed.portal,
      filer_code: filed.filerCode,
      filing_digest: filing.digest,
      envelope: filing.bytes,
      desk_key: filing.body.deskKey,
      reader_key: filing.body.readerKey,
      filed_at: new Date(filed.filedAt),
      received_at: at,
      state: 'coming',
      next_try_at: at,
      form: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return false
  const parts = filing.body.parts.map(({ digest, sizeBytes }, index) => ({
    filing_id: filed.filing,
    index,
    digest: base64url.decode(digest),
    size_bytes: sizeBytes,
  }))
  await tx.insertInto('filing_parts').values(parts).execute()
  return true
}

/** Ends what was coming, for whoever still has the claim on it: throws ClaimLost for anybody else. */
export async function endFiling(
  tx: Kysely<AgencyTables>,
  { filing, claim }: Claimed,
  ending: Pick<
    Updateable<AgencyTables['filings']>,
    'taken_at' | 'why' | 'form' | 'signature' | 'procedure' | 'procedure_version'
  > & {
    state: 'taken' | 'opened-not'
  },
): Promise<void> {
  const ended = await tx
    .updateTable('filings')
    .set({ ...ending, claim: null })
    .where('filing_id', '=', filing)
    .where('claim', '=', claim)
    .where('state', '=', 'coming')
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw new ClaimLost()
}

/** What a part was once it was opened. */
export async function noteOpenedPart(
  tx: Kysely<AgencyTables>,
  filing: string,
  part: { index: number; name: string; mediaType: string; sizeBytes: number; sha256: string },
): Promise<void> {
  await tx
    .updateTable('filing_parts')
    .set({
      ...{ name: part.name, media_type: part.mediaType, plain_size_bytes: part.sizeBytes },
      plain_sha256: base64url.decode(part.sha256),
    })
    .where('filing_id', '=', filing)
    .where('index', '=', part.index)
    .execute()
}
