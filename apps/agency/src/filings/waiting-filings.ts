import type { Bytes } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { AgencyTables } from '../tables.ts'

export type WaitingFiling = {
  readonly filing: string
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

/** Takes the filing that has waited longest for itself. Two copies never take the same. */
export async function claimFiling(db: Kysely<AgencyTables>, at: Date): Promise<WaitingFiling | undefined> {
  const { rows } = await sql<Omit<WaitingFiling, 'parts'>>`
    update filings set next_try_at = ${leaseEnd(at)}
    where filing_id = (select filing_id from filings where state = 'coming' and next_try_at <= ${at}
      order by next_try_at limit 1 for update skip locked)
    returning filing_id as filing, about, portal, desk_key as "deskKey", filed_at as "filedAt",
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

/** True while it is still to be worked on. */
export async function renewClaim(db: Kysely<AgencyTables>, filing: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update filings set next_try_at = ${leaseEnd(at)} where filing_id = ${filing} and state = 'coming' returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/** Later after each failure: from some seconds to an hour. */
export async function postponeFiling(db: Kysely<AgencyTables>, { filing, failedTries }: WaitingFiling, at: Date) {
  const waitMs = Math.min(60 * minuteMs, 2 ** Math.min(failedTries, 12) * 5000)
  await db
    .updateTable('filings')
    .set({ next_try_at: new Date(at.getTime() + waitMs), failed_tries: failedTries + 1 })
    .where('filing_id', '=', filing)
    .where('state', '=', 'coming')
    .execute()
}

function leaseEnd(at: Date): Date {
  return new Date(at.getTime() + leaseMs)
}
