import type { Database } from '@madoguchi/db'
import type { Delivery } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import type { Officer } from './roles.ts'

/** All that is written of officers: what they looked at, and what they did. */
export const deskActs = [
  'held-seen',
  'released',
  'refused',
  'check-seen',
  'check-cleared',
  'people-searched',
  'person-seen',
  'protections-listed',
  'protection-begun',
  'protection-ended',
  'letters-listed',
  'letter-seen',
  'letter-written',
  'letter-printed',
  'letter-sent',
  'letter-failed',
  'case-seen',
  'case-file-seen',
  'case-exported',
  'case-changed',
  'audit-read',
  'invited',
  'passkey-registered',
  'logged-in',
  'log-in-refused',
  'logged-out',
  'roles-changed',
  'officer-removed',
  'replacement-begun',
  'replacement-confirmed',
] as const
export type DeskAct = (typeof deskActs)[number]

/** What a line is about: our own references, and the reason that an officer gave. */
export type About = {
  readonly affair: string
  readonly what: DeskAct
  readonly exchange?: string | undefined
  readonly personRef?: string | undefined
  /** Another thing of ours: a letter, an officer. */
  readonly subject?: string | undefined
  readonly reason?: string | undefined
}

export type By = Pick<Officer, 'officer' | 'name'>

export async function noteLine(tx: Kysely<AgencyTables>, at: Date, by: By | string, about: About): Promise<void> {
  const [officer, name] = typeof by === 'string' ? [null, by] : [by.officer, by.name]
  const { affair, what, exchange = null, personRef = null, subject = null, reason = null } = about
  await tx
    .insertInto('desk_audit')
    .values({ at, officer, by_whom: name, affair, what, exchange_id: exchange, person_ref: personRef, subject, reason })
    .execute()
}

type Told = Verdict<unknown, string>

/** A delivery whose transaction also writes the line of the act, where the act was done: neither is there without the other. */
export function withLineOf(
  delivery: Delivery<AgencyTables>,
  line: (tx: Kysely<AgencyTables>, at: Date) => Promise<void>,
): Delivery<AgencyTables> {
  return {
    ...delivery,
    transact: (act) =>
      delivery.transact(async (work) => {
        const told = await act(work)
        if ((told as Told).ok) await line(work.tx, work.at)
        return told
      }),
  }
}

/** Lends a database that is one transaction, for what opens its own; the line of the act is written where it was done. */
export function transactWithLine<V extends Told>(
  db: Database<AgencyTables>,
  act: (within: Database<AgencyTables>) => Promise<V>,
  line: (tx: Kysely<AgencyTables>) => Promise<void>,
): Promise<V> {
  return db.transact(async (tx, write) => {
    const told = await act({ ...db, kysely: tx, transact: (run) => run(tx, write) })
    if (told.ok) await line(tx)
    return told
  })
}

type AuditLine = {
  readonly line: number
  readonly at: Date
  readonly by: string
  readonly affair: string
  readonly what: string
  readonly exchange: string | null
  readonly personRef: string | null
  readonly subject: string | null
  readonly reason: string | null
}

export const auditPageLines = 100

/** The newest first; `before`: older than that line. */
export async function listLines(
  db: Kysely<AgencyTables>,
  { affairs, before, person }: { affairs: readonly string[]; before?: number | undefined; person?: string | undefined },
): Promise<readonly AuditLine[]> {
  const rows = await db
    .selectFrom('desk_audit')
    .selectAll()
    .where('affair', 'in', affairs)
    .$if(before !== undefined, (query) => query.where('line', '<', before ?? 0))
    .$if(person !== undefined, (query) => query.where('person_ref', '=', person ?? ''))
    .orderBy('line', 'desc')
    .limit(auditPageLines)
    .execute()
  return rows.map((row) => ({
    line: row.line,
    at: row.at,
    by: row.by_whom,
    affair: row.affair,
    what: row.what,
    exchange: row.exchange_id,
    personRef: row.person_ref,
    subject: row.subject,
    reason: row.reason,
  }))
}
