import type { Delivery } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import { no } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { refuseHeld } from '../../refuse-held.ts'
import type { HoldingDeps, ReleaseRefusal } from '../../release-held.ts'
import { releaseHeld } from '../../release-held.ts'
import type { AgencyTables } from '../../tables.ts'
import type { By } from '../audit.ts'
import { noteLine } from '../audit.ts'

/** What an officer decided about a held answer. A refusal has its reason, which stays here. */
type Decision =
  | { readonly exchange: string; readonly decision: 'released' }
  | { readonly exchange: string; readonly decision: 'refused'; readonly reason: string }

/**
 * Releases or refuses it, once: of two officers the second one hears PROVISION_NOT_HELD. The decision, its line and the act are one
 * transaction.
 */
export function decideHeld(deps: HoldingDeps, by: By, decision: Decision): Promise<Verdict<undefined, ReleaseRefusal>> {
  const within = { ...deps, delivery: deciding(deps.delivery, by, decision) }
  return decision.decision === 'released'
    ? releaseHeld(within, decision.exchange)
    : refuseHeld(within, decision.exchange)
}

/** The rule was withdrawn while it was held: whoever asked was told so, which is a refusal. */
const withdrawn = 'PROVISION_NOT_PERMITTED' satisfies ReleaseRefusal

function deciding(delivery: Delivery<AgencyTables>, by: By, wanted: Decision): Delivery<AgencyTables> {
  const { exchange } = wanted
  return {
    ...delivery,
    transact: <T>(act: (work: Parameters<Parameters<Delivery<AgencyTables>['transact']>[0]>[0]) => Promise<T>) =>
      delivery.transact(async (work) => {
        const { tx, at } = work
        const row = await tx
          .selectFrom('provisions')
          .select(['affair', 'person_ref'])
          .where('exchange_id', '=', exchange)
          .forUpdate()
          .executeTakeFirst()
        // The act gives a verdict of this kind, too.
        if (row === undefined || (await isDecided(tx, exchange))) return no('PROVISION_NOT_HELD') as T
        const told = await act(work)
        const verdict = told as Verdict<undefined, ReleaseRefusal>
        if (!verdict.ok && verdict.code !== withdrawn) return told
        const made: Decision = verdict.ok ? wanted : { exchange, decision: 'refused', reason: withdrawn }
        const reason = made.decision === 'refused' ? made.reason : null
        await tx
          .insertInto('held_decisions')
          .values({ exchange_id: exchange, decision: made.decision, reason, by_whom: by.name, decided_at: at })
          .execute()
        await noteLine(tx, at, by, {
          ...{ affair: row.affair, what: made.decision, exchange, personRef: row.person_ref ?? undefined },
          reason: reason ?? undefined,
        })
        return told
      }),
  }
}

async function isDecided(tx: Kysely<AgencyTables>, exchange: string): Promise<boolean> {
  const found = await tx.selectFrom('held_decisions').select('decision').where('exchange_id', '=', exchange).execute()
  return found.length > 0
}

export type Decided = {
  readonly decision: 'released' | 'refused'
  readonly reason: string | null
  readonly by: string
  readonly at: Date
}

/** What was decided about it, by whom. */
export async function findDecision(db: Kysely<AgencyTables>, exchange: string): Promise<Decided | undefined> {
  const row = await db.selectFrom('held_decisions').selectAll().where('exchange_id', '=', exchange).executeTakeFirst()
  return row && { decision: row.decision, reason: row.reason, by: row.by_whom, at: row.decided_at }
}
