import { dayMs } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { selfInformation } from '../../self-information.ts'
import type { AgencyTables } from '../../tables.ts'

/** An answer that is held, and what our own record knows of the question. */
export type HeldAnswer = {
  readonly exchange: string
  readonly personRef: string
  readonly inquirer: string
  readonly affair: string
  readonly type: string
  readonly basis: string
  /** Of a person's own question, which ended when it was asked: why it ended so. */
  readonly cause: string | null
  readonly receivedAt: Date
  readonly expiresAt: Date
}

const shownDays = 30
const shownMax = 500

/** Held answers in these affairs, the longest wait first: other agencies', and of people's own questions the newest of a type. */
export async function listHeld(
  db: Kysely<AgencyTables>,
  affairs: readonly string[],
  at: Date,
): Promise<readonly HeldAnswer[]> {
  const { rows } = await sql<Row>`
    select distinct on (o.slot) o.* from (
      select ${columns}, case when p.affair = ${selfInformation} then p.person_ref || ' ' || p.type else p.exchange_id end as slot
      from provisions p where p.affair = any(${affairs}::text[]) and ${isOpen(at)}) o
    order by o.slot, o.received_at desc
    limit ${shownMax}`.execute(db)
  return rows.map(describeHeld).toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime())
}

/** One that is still open. */
export async function findHeld(db: Kysely<AgencyTables>, exchange: string, at: Date): Promise<HeldAnswer | undefined> {
  const { rows } = await sql<Row>`
    select ${columns} from provisions p where p.exchange_id = ${exchange} and ${isOpen(at)}`.execute(db)
  return rows[0] && describeHeld(rows[0])
}

/** In which affair a question came, whatever became of it. */
export async function findAffairOf(db: Kysely<AgencyTables>, exchange: string): Promise<string | undefined> {
  const row = await db.selectFrom('provisions').select('affair').where('exchange_id', '=', exchange).executeTakeFirst()
  return row?.affair
}

/**
 * Nobody decided it yet: an agency's waits for its answer; a person's own was held or withheld within thirty days, and nothing of its type
 * was decided or released for them since.
 */
function isOpen(at: Date): RawBuilder<boolean> {
  return sql<boolean>`p.person_ref is not null and not exists (select from held_decisions d where d.exchange_id = p.exchange_id) and case
    when p.affair <> ${selfInformation} then p.state = 'held'
    else p.cause in ('held', 'withheld') and p.received_at > ${new Date(at.getTime() - shownDays * dayMs)}
      and not exists (select from releases r where r.person_ref = p.person_ref and r.type = p.type and r.until > ${at})
      and not exists (select from held_decisions d join provisions q on q.exchange_id = d.exchange_id
        where q.person_ref = p.person_ref and q.type = p.type and q.affair = p.affair and q.received_at >= p.received_at) end`
}

const columns = sql`p.exchange_id, p.person_ref, p.inquirer, p.affair, p.type, p.basis, p.cause, p.received_at, p.expires_at`

type Row = {
  exchange_id: string
  person_ref: string
  inquirer: string
  affair: string
  type: string
  basis: string
  cause: string | null
  received_at: Date
  expires_at: Date
}

function describeHeld(row: Row): HeldAnswer {
  return {
    exchange: row.exchange_id,
    personRef: row.person_ref,
    inquirer: row.inquirer,
    affair: row.affair,
    type: row.type,
    basis: row.basis,
    cause: row.cause,
    receivedAt: row.received_at,
    expiresAt: row.expires_at,
  }
}
