import type { Delivery, Parcel } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import type { CoreTables } from './tables.ts'

/** 提供機関停止中: tells the inquirers of permits that could not be delivered at the first attempt, or were not decided at the second. */
export async function tellDelayed(delivery: Delivery<CoreTables>, parcels: readonly Parcel[]): Promise<void> {
  const exchanges = parcels.flatMap(({ name, reference }) =>
    name === 'permit' && reference !== null ? [reference] : [],
  )
  if (exchanges.length === 0) return
  await delivery.transact(async (work) => {
    const rows = await work.tx
      .selectFrom('exchanges')
      .select(['exchange_id', 'inquirer'])
      .where('exchange_id', 'in', exchanges)
      .where('outcome', 'is', null)
      .execute()
    for (const { exchange_id, inquirer } of rows) {
      work.post({ name: 'delayed', to: inquirer, body: { exchange: exchange_id }, notAfter: work.at.getTime() + dayMs })
    }
  })
}
