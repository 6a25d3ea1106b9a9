import type { Database } from '@madoguchi/db'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// What other journeys, and the operator, are told of inquiries.

type Reading = Pick<Database<PortalTables>, 'kysely'>

/** When something last happened to what an account asked for; undefined where it asked for nothing. */
export async function findLastChange({ kysely }: Reading, account: string): Promise<Date | undefined> {
  const row = await kysely
    .selectFrom('inquiries')
    .select(({ fn }) => fn.max('changed_at').as('at'))
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.at ?? undefined
}

/** How many wait for an answer, and for how many of these the agency is away. */
export async function countInquiries({ kysely }: Reading): Promise<{ open: number; delayed: number }> {
  const { rows } = await sql<{ open: number; delayed: number }>`
    select count(*)::int as open, (count(*) filter (where state = 'delayed'))::int as delayed
    from inquiries where state in ('asking', 'delayed')`.execute(kysely)
  return rows[0] ?? { open: 0, delayed: 0 }
}

type ProviderSeen = {
  readonly party: string
  readonly waiting: number
  /** When it last answered, and when it last was away or late. */
  readonly successAt: Date | null
  readonly failureAt: Date | null
}

/** How providers do, by the answers and delays that the core told us of. */
export async function listProviders({ kysely }: Reading): Promise<readonly ProviderSeen[]> {
  const { rows } = await sql<ProviderSeen>`
    select provider as party, count(*) filter (where state in ('asking', 'delayed'))::int as waiting,
      max(closed_at) filter (where is_closed_by_core and state not in ('expired', 'withdrawn', 'not-permitted')) as "successAt",
      max(changed_at) filter (where state in ('delayed', 'expired')) as "failureAt"
    from inquiries group by provider order by provider`.execute(kysely)
  return rows
}
