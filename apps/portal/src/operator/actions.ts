import type { Kysely } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { PortalTables } from '../shell/tables.ts'

const operatorActs = ['logged-in', 'log-in-refused', 'replayed', 'discarded', 'notice-made', 'notice-ended'] as const

export type OperatorAct = (typeof operatorActs)[number]

export type OperatorAction = {
  readonly at: Date
  readonly by: string
  readonly what: OperatorAct
  readonly reference?: string | undefined
  readonly code?: string | undefined
}

export async function noteAction(db: Kysely<PortalTables>, action: OperatorAction): Promise<void> {
  const { at, by, what, reference, code } = action
  await db
    .insertInto('operator_actions')
    .values({ at, by_whom: by, what, reference: reference ?? null, code: code ?? null })
    .execute()
}

/** The newest two hundred. */
export async function listActions({ db }: Pick<Ground, 'db'>): Promise<readonly OperatorAction[]> {
  const rows = await db.kysely.selectFrom('operator_actions').selectAll().orderBy('action', 'desc').limit(200).execute()
  return rows.map(({ at, by_whom, what, reference, code }) => ({
    at,
    by: by_whom,
    what,
    reference: reference ?? undefined,
    code: code ?? undefined,
  }))
}
