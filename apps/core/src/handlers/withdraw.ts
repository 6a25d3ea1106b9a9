import type { Handler } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import type { Ending } from '../end-exchanges.ts'
import { endExchanges } from '../end-exchanges.ts'
import type { LinkCodes } from '../link-codes.ts'
import { lockExchanges } from '../lock-exchanges.ts'
import type { CoreTables } from '../tables.ts'

/** 取消: ends an open exchange of this inquirer. One that has its outcome keeps it, and the inquirer hears that one. */
export function makeWithdraw(deps: { linkCodes: LinkCodes; random: Random }): Handler<CoreTables, 'withdraw'> {
  return async (work, messages) => {
    const { known, ends } = await lockExchanges(
      work.tx,
      messages.map(({ body }) => ({ exchange: body.exchange, isHidden: body.record === 'hide' })),
    )
    const endings = new Map<string, Ending>()
    const codes = messages.map(({ body, from }) => {
      const exchange = known.get(body.exchange)
      // It overtook its question: refused now, it would be lost, and the question asked all the same.
      if (exchange === undefined) return undecided
      if (exchange.inquirer !== from) return 'EXCHANGE_UNKNOWN'
      if (exchange.outcome !== null || exchange.ended !== null) return undefined
      endings.set(exchange.exchange_id, { exchange, ended: 'withdrawn', isHidden: body.record === 'hide' })
      return undefined
    })
    await endExchanges(work, [...endings.values()], deps, ends)
    return codes
  }
}
