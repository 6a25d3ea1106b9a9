import type { Handler } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import type { Closure } from '../close-exchanges.ts'
import { closeExchanges } from '../close-exchanges.ts'
import { lockExchanges } from '../lock-exchanges.ts'
import type { CoreTables } from '../tables.ts'

/** 取消: closes an open exchange of this inquirer. One that has its outcome keeps it, and the inquirer hears that one. */
export function makeWithdraw({ random }: { random: Random }): Handler<CoreTables, 'withdraw'> {
  return async (work, messages) => {
    const { known, ends } = await lockExchanges(
      work.tx,
      messages.map(({ body }) => ({ exchange: body.exchange, isHidden: false })),
    )
    const closures = new Map<string, Closure>()
    const codes = messages.map(({ body, from }) => {
      const exchange = known.get(body.exchange)
      // It overtook its question: refused now, it would be lost, and the question asked all the same.
      if (exchange === undefined) return undecided
      if (exchange.inquirer !== from) return 'EXCHANGE_UNKNOWN'
      if (exchange.outcome !== null) return undefined
      closures.set(exchange.exchange_id, {
        exchange: exchange.exchange_id,
        personId: exchange.person_id,
        inquirer: exchange.inquirer,
        askedLeaf: exchange.asked_leaf,
        outcome: 'withdrawn',
        isHidden: false,
      })
      return undefined
    })
    await closeExchanges(work, [...closures.values()], random, ends)
    return codes
  }
}
