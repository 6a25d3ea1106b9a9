import type { Delivery } from '@madoguchi/delivery'
import type { Bytes, Random } from '@madoguchi/kit'
import { sql } from 'kysely'
import { closeExchanges } from './close-exchanges.ts'
import type { CoreTables } from './tables.ts'

const atOnceMax = 500

/** 期限切れ: closes what nobody answered in time. Gives how many were closed. */
export async function expireExchanges(delivery: Delivery<CoreTables>, random: Random): Promise<number> {
  let closed = 0
  for (let last = atOnceMax; last === atOnceMax; closed += last) last = await expireSome(delivery, random)
  return closed
}

async function expireSome(delivery: Delivery<CoreTables>, random: Random): Promise<number> {
  return delivery.transact(async (work) => {
    const { rows } = await sql<{ exchange_id: string; person_id: Bytes; inquirer: string; asked_leaf: Bytes }>`
      select exchange_id, person_id, inquirer, asked_leaf from exchanges
      where outcome is null and not_after < ${work.at} order by exchange_id limit ${atOnceMax} for update skip locked`.execute(
      work.tx,
    )
    await closeExchanges(
      work,
      rows.map((row) => ({
        exchange: row.exchange_id,
        personId: row.person_id,
        inquirer: row.inquirer,
        askedLeaf: row.asked_leaf,
        outcome: 'expired',
        isHidden: false,
      })),
      random,
    )
    return rows.length
  })
}
