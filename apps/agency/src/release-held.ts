import type { Delivery, Work } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import { AppError, no, ok } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import type { Selectable } from 'kysely'
import { readAsk } from './handlers/permit.ts'
import { judgePermit } from './judge-permit.ts'
import type { ProvideDeps } from './provide.ts'
import { provide } from './provide.ts'
import { noteProvided } from './provisions.ts'
import { noteRelease } from './releases.ts'
import { selfInformation } from './self-information.ts'
import type { AgencyTables } from './tables.ts'

/** PROVISION_NOT_PERMITTED: the rule was withdrawn while it was held; whoever asked is told so. */
export type ReleaseRefusal = 'PROVISION_NOT_HELD' | 'PROVISION_EXPIRED' | 'PROVISION_NOT_PERMITTED'

export type HoldingDeps = ProvideDeps & {
  readonly delivery: Delivery<AgencyTables>
  readonly verifier: Verifier
}

/**
 * An officer releases an answer (自動応答不可): to an agency it goes now, and looks like a slow one's. A person's own question
 * ended when it was asked; what is released of it is shown when they ask the next time. Throws CONNECTOR_BROKEN where the
 * answer cannot be read, and FACTS_UNKNOWN where our facts have left out the version it was asked by: it stays held.
 */
export async function releaseHeld(deps: HoldingDeps, exchange: string): Promise<Verdict<undefined, ReleaseRefusal>> {
  return deps.delivery.transact(async (work) => {
    const row = await work.tx
      .selectFrom('provisions')
      .innerJoin('people', 'people.person_ref', 'provisions.person_ref')
      .select(['people.person_ref', 'people.holds_answers', 'people.withholds_data', 'people.hides_records'])
      .select(['provisions.type', 'affair', 'state', 'cause', 'permit', 'received_at'])
      .where('exchange_id', '=', exchange)
      .forUpdate('provisions')
      .executeTakeFirst()
    if (row === undefined) return no('PROVISION_NOT_HELD')
    if (row.affair === selfInformation) {
      if (row.cause !== 'held' && row.cause !== 'withheld') return no('PROVISION_NOT_HELD')
      await noteRelease(work, row)
      return ok()
    }
    return row.state === 'held' ? answerNow(work, deps, { ...row, exchange }) : no('PROVISION_NOT_HELD')
  })
}

type Held = Pick<
  Selectable<AgencyTables['people']>,
  'person_ref' | 'holds_answers' | 'withholds_data' | 'hides_records'
> &
  Pick<Selectable<AgencyTables['provisions']>, 'permit' | 'received_at'> & { readonly exchange: string }

async function answerNow(
  work: Work<AgencyTables>,
  deps: HoldingDeps,
  row: Held,
): Promise<Verdict<undefined, ReleaseRefusal>> {
  // The permit is verified once more as it stood when it came: an answer rests on the core's signature, not on our row.
  const permit = deps.verifier.verify(row.permit, row.received_at)
  const opened =
    permit.ok && permit.value.name === 'permit'
      ? readAsk(permit.value as Received<'permit'>, { receivedAt: row.received_at, at: work.at }, deps)
      : undefined
  if (opened === undefined || typeof opened === 'string') return no('PROVISION_EXPIRED')
  const person = {
    ref: row.person_ref,
    holdsAnswers: row.holds_answers,
    withholdsData: row.withholds_data,
    isReleased: true,
  }
  const refusal = judgePermit(opened, deps, work.at)
  if (refusal === 'FACTS_UNKNOWN')
    throw new AppError('FACTS_UNKNOWN', 'Our facts have no such version any more: put the newest file in place.')
  const [answer] = await provide(work, [{ ...opened, person, isHidden: row.hides_records, refusal }], deps)
  if (answer === undefined)
    throw new AppError('CONNECTOR_BROKEN', 'The connector to our own data fails for everybody: release it again later.')
  work.write(noteProvided(row.exchange, answer, work.at))
  return refusal === undefined ? ok() : no('PROVISION_NOT_PERMITTED')
}
