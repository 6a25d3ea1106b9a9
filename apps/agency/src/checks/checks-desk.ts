import type { Clock, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { CheckCode } from '../errors.ts'
import { isReference } from '../officer-text.ts'
import { by, member, officerLine, readOrder } from '../read-order.ts'
import type { AgencyTables } from '../tables.ts'
import { clearCheck } from './kept-checks.ts'

export type ListedCheck = {
  readonly exchange: string
  readonly personRef: string | undefined
  readonly type: string
  /** Why the question ended so: the word of our own record. */
  readonly cause: string
  readonly receivedAt: Date
  readonly clearedAt: Date | undefined
}

export type ShownCheck = ListedCheck & {
  readonly inquirer: string
  /** How to reach the citizen, where they said so and it is not cleared. */
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly clearedBy: string | undefined
  readonly note: string | undefined
}

/** The officer's list of citizens who asked us to look again. */
export type ChecksDesk = {
  /** Those that wait, the longest first; with `includesCleared` also what was cleared. At most 1000. */
  list(options?: { includesCleared?: boolean }): Promise<readonly ListedCheck[]>
  show(exchange: unknown): Promise<ShownCheck | undefined>
  /** Done: how to reach the citizen is forgotten, and who cleared it stays. */
  clear(order: unknown): Promise<Verdict<undefined, CheckCode | 'OFFICER_MISSING' | 'ORDER_MALFORMED'>>
}

const listedMax = 1000
const noteCodePointsMax = 500

const exchangeOf = member(isReference, 'CHECK_UNKNOWN')
const clearOrder = z.strictObject({
  exchange: exchangeOf,
  by,
  note: officerLine(noteCodePointsMax, 'CHECK_NOTE').optional(),
})

export function makeChecksDesk({ db, clock }: { db: Kysely<AgencyTables>; clock: Clock }): ChecksDesk {
  return {
    async list({ includesCleared = false } = {}) {
      const found = db.selectFrom('checks').selectAll().orderBy('received_at').limit(listedMax)
      const rows = await (includesCleared ? found : found.where('cleared_at', 'is', null)).execute()
      return rows.map(describeListed)
    },
    async show(asked) {
      const exchange = exchangeOf.safeParse(asked).data ?? ''
      const row = await db.selectFrom('checks').selectAll().where('exchange_id', '=', exchange).executeTakeFirst()
      return row && describeShown(row)
    },
    async clear(order) {
      const read = readOrder(clearOrder, order, ['CHECK_UNKNOWN', 'OFFICER_MISSING', 'CHECK_NOTE'])
      if (!read.ok) return read
      const { exchange, by, note } = read.value
      if (await clearCheck(db, { exchange, by, note, at: clock.now() })) return ok()
      const there = await db.selectFrom('checks').select('exchange_id').where('exchange_id', '=', exchange).execute()
      return no(there.length === 0 ? 'CHECK_UNKNOWN' : 'CHECK_CLEARED')
    },
  }
}

function describeListed(row: AgencyTables['checks']): ListedCheck {
  return {
    exchange: row.exchange_id,
    personRef: row.person_ref ?? undefined,
    type: row.type,
    cause: row.cause,
    receivedAt: row.received_at,
    clearedAt: row.cleared_at ?? undefined,
  }
}

function describeShown(row: AgencyTables['checks']): ShownCheck {
  return {
    ...describeListed(row),
    inquirer: row.inquirer,
    name: row.name ?? undefined,
    phone: row.phone ?? undefined,
    clearedBy: row.cleared_by ?? undefined,
    note: row.note ?? undefined,
  }
}
