import type { Delivery } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import { sql } from 'kysely'
import { readAsk } from './handlers/permit.ts'
import type { ProvideDeps } from './provide.ts'
import { provide } from './provide.ts'
import type { AgencyTables } from './tables.ts'

/** An officer releases an answer that was held (自動応答不可). To the asker it looks like a slow agency. */
export async function releaseHeld(
  deps: ProvideDeps & { delivery: Delivery<AgencyTables>; verifier: Verifier },
  exchange: string,
): Promise<Verdict<undefined, 'PROVISION_NOT_HELD' | 'PROVISION_EXPIRED'>> {
  return deps.delivery.transact(async (work) => {
    const row = await work.tx
      .selectFrom('provisions')
      .innerJoin('people', 'people.person_ref', 'provisions.person_ref')
      .select(['people.person_ref', 'people.withholds_data', 'people.hides_records', 'permit', 'received_at'])
      .where('exchange_id', '=', exchange)
      .where('state', '=', 'held')
      .forUpdate('provisions')
      .executeTakeFirst()
    if (row === undefined) return no('PROVISION_NOT_HELD')
    // The permit is verified once more as it stood when it came: an answer rests on the core's signature, not on our row.
    const permit = deps.verifier.verify(row.permit, row.received_at)
    const opened =
      permit.ok && permit.value.name === 'permit'
        ? readAsk(permit.value as Received<'permit'>, { receivedAt: row.received_at, at: work.at }, deps)
        : undefined
    if (opened === undefined || typeof opened === 'string') return no('PROVISION_EXPIRED')
    const person = { ref: row.person_ref, withholdsData: row.withholds_data, hidesRecords: row.hides_records }
    const [outcome = null] = await provide(work, [{ ...opened, person }], deps)
    work.write(sql`
      update provisions set state = 'answered', outcome = ${outcome}, answered_at = ${work.at} where exchange_id = ${exchange}`)
    return ok()
  })
}
