import type { Handler } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import type { Closure } from '../close-exchanges.ts'
import { closeExchanges } from '../close-exchanges.ts'
import { lockExchanges } from '../lock-exchanges.ts'
import type { CoreTables } from '../tables.ts'

/** The provider's mark for what ended without its word: now the exchange closes, in the one chain or the other. */
export function makeSayRecord({ random }: { random: Random }): Handler<CoreTables, 'say-record'> {
  return async (work, messages) => {
    const { known, ends } = await lockExchanges(
      work.tx,
      messages.map(({ body }) => ({ exchange: body.exchange, isHidden: body.record === 'hide' })),
    )
    const closures = new Map<string, Closure>()
    const codes = messages.map(({ body, from }) => {
      const exchange = known.get(body.exchange)
      if (exchange === undefined || exchange.provider !== from || exchange.ended === null) return 'EXCHANGE_UNKNOWN'
      // The first word counts.
      if (exchange.outcome !== null || closures.has(exchange.exchange_id)) return undefined
      closures.set(exchange.exchange_id, {
        exchange: exchange.exchange_id,
        personId: exchange.person_id,
        inquirer: exchange.inquirer,
        askedLeaf: exchange.asked_leaf,
        outcome: exchange.ended,
        isHidden: body.record === 'hide',
        isTold: true,
      })
      return undefined
    })
    await closeExchanges(work, [...closures.values()], random, ends)
    return codes
  }
}
