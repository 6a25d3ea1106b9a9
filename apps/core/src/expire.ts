import type { Delivery } from '@madoguchi/delivery'
import type { Log, Random } from '@madoguchi/kit'
import { sql } from 'kysely'
import { closeExchanges } from './close-exchanges.ts'
import { endExchanges, saidWithinMs } from './end-exchanges.ts'
import type { LinkCodes } from './link-codes.ts'
import type { KnownExchange } from './lock-exchanges.ts'
import type { CoreTables } from './tables.ts'

const atOnceMax = 500

type Deps = {
  readonly delivery: Delivery<CoreTables>
  readonly linkCodes: LinkCodes
  readonly random: Random
  readonly log: Log
}

/** 期限切れ: ends what nobody answered in time. Gives how many ended. Once `signal` fired it begins no further portion. */
export async function expireExchanges(deps: Deps, signal?: AbortSignal): Promise<number> {
  const mayGoOn = (last: number) => last === atOnceMax && signal?.aborted !== true
  let ended = 0
  for (let last = atOnceMax; mayGoOn(last); ended += last) last = await expireSome(deps)
  for (let last = atOnceMax; mayGoOn(last); ) last = await closeUnsaid(deps)
  return ended
}

async function expireSome({ delivery, linkCodes, random }: Deps): Promise<number> {
  return delivery.transact(async (work) => {
    const { rows } = await sql<KnownExchange>`
      select exchange_id, person_id, inquirer, provider, affair, basis, facts_version, ask_digest, asked_leaf, not_after, outcome, ended, asked_hidden
      from exchanges where outcome is null and ended is null and not_after < ${work.at}
      order by exchange_id limit ${atOnceMax} for update skip locked`.execute(work.tx)
    const endings = rows.map((exchange) => ({ exchange, ended: 'expired', isHidden: false }) as const)
    await endExchanges(work, endings, { linkCodes, random })
    return rows.length
  })
}

/**
 * What a provider was asked about and said nothing of: withheld, since showing it may betray where somebody is, and nothing
 * was provided. Counted, so that an operator sees a provider that is silent.
 */
async function closeUnsaid({ delivery, random, log }: Deps): Promise<number> {
  return delivery.transact(async (work) => {
    const { rows } = await sql<KnownExchange>`
      select exchange_id, person_id, inquirer, provider, asked_leaf, ended from exchanges
      where outcome is null and ended is not null and ended_at < ${new Date(work.at.getTime() - saidWithinMs)}
      order by exchange_id limit ${atOnceMax} for update skip locked`.execute(work.tx)
    const closures = rows.map((row) => ({
      exchange: row.exchange_id,
      personId: row.person_id,
      inquirer: row.inquirer,
      askedLeaf: row.asked_leaf,
      outcome: row.ended ?? 'expired',
      isHidden: true,
      isTold: true,
    }))
    await closeExchanges(work, closures, random)
    for (const { exchange_id, provider } of rows) log.warn('RECORD_UNSAID', { exchange: exchange_id, provider })
    return rows.length
  })
}
