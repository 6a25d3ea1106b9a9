import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { findRefusal } from './find-refusal.ts'
import { noteNotReleased } from './provisions.ts'
import type { HoldingDeps, ReleaseRefusal } from './release-held.ts'
import { selfInformation } from './self-information.ts'

/**
 * An officer does not release an answer: the agency that asked hears 提供不可 now, as it would at the end of its time, and the record stays
 * hidden. A person's own question ended when it was asked; there is nothing to tell anybody.
 */
export function refuseHeld(
  deps: HoldingDeps,
  exchange: string,
): Promise<Verdict<undefined, Exclude<ReleaseRefusal, 'PROVISION_NOT_PERMITTED'>>> {
  return deps.delivery.transact(async (work) => {
    const row = await work.tx
      .selectFrom('provisions')
      .select(['exchange_id', 'affair', 'state', 'cause', 'permit', 'received_at'])
      .where('exchange_id', '=', exchange)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return no('PROVISION_NOT_HELD')
    if (row.affair === selfInformation)
      return row.cause === 'held' || row.cause === 'withheld' ? ok() : no('PROVISION_NOT_HELD')
    if (row.state !== 'held') return no('PROVISION_NOT_HELD')
    const drafts = await findRefusal(deps, row, work.at)
    if (drafts === undefined) return no('PROVISION_EXPIRED')
    for (const draft of drafts) work.post(draft)
    await noteNotReleased([exchange], work.at).execute(work.tx)
    return ok()
  })
}
