import type { Handler } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import type { Closure } from '../close-exchanges.ts'
import { closeExchanges } from '../close-exchanges.ts'
import { noteHidden } from '../exchanges.ts'
import { lockExchanges } from '../lock-exchanges.ts'
import { selfInformation } from '../self-information.ts'
import type { CoreTables } from '../tables.ts'

/**
 * The inquirer's mark for a question that it asked before (番号法23条2項). What ended and waits for its provider's word is closed
 * by it, withheld; a line that stands in the ledger stays as it is.
 */
export function makeHideRecord({ random }: { random: Random }): Handler<CoreTables, 'hide-record'> {
  return async (work, messages) => {
    const { known, ends } = await lockExchanges(
      work.tx,
      messages.map(({ body }) => ({ exchange: body.exchange, isHidden: true })),
    )
    const closures = new Map<string, Closure>()
    const marked = new Set<string>()
    const codes = messages.map(({ body, from }) => {
      const exchange = known.get(body.exchange)
      // It overtook its question: refused now, it would be lost, and the question asked all the same.
      if (exchange === undefined) return undecided
      if (exchange.inquirer !== from) return 'EXCHANGE_UNKNOWN'
      // One's own question is never hidden.
      if (exchange.outcome !== null || exchange.affair === selfInformation) return undefined
      const { exchange_id, person_id, inquirer, asked_leaf, ended } = exchange
      if (ended === null) marked.add(exchange_id)
      else
        closures.set(exchange_id, {
          ...{ exchange: exchange_id, personId: person_id, inquirer, askedLeaf: asked_leaf, outcome: ended },
          isHidden: true,
          isTold: true,
        })
      return undefined
    })
    if (marked.size > 0) work.write(noteHidden([...marked]))
    await closeExchanges(work, [...closures.values()], random, ends)
    return codes
  }
}
