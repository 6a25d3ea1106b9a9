import type { Handler } from '@madoguchi/delivery'
import type { Received, Verifier } from '@madoguchi/messages'
import { openEnclosure } from '@madoguchi/messages'
import type { CoreTables } from '../tables.ts'
import type { Provided, TakingDeps } from '../take-answers.ts'
import { takeAnswers } from '../take-answers.ts'

/** 情報提供: an outcome, and beside it whether its record may be shown, which stays here. */
export function makeProvide(deps: TakingDeps & { self: string; verifier: Verifier }): Handler<CoreTables, 'provide'> {
  return async (work, messages) => {
    const read = messages.map((message) => readProvided(message, work.at))
    const codes = await takeAnswers(
      work,
      read.filter((one) => typeof one === 'object'),
      deps,
    )
    let next = 0
    return read.map((one) => (typeof one === 'object' ? codes[next++] : one))
  }

  function readProvided(message: Received<'provide'>, at: Date): Provided | string {
    const opened = openEnclosure({ message, name: 'answer', verifier: deps.verifier, at })
    if (!opened.ok) return opened.code
    const answer = opened.value
    const { exchange, record } = message.body
    const fits = answer.from === message.from && answer.to === deps.self && answer.body.exchange === exchange
    // A carrier may have put another answer of this provider there, and the right one may come.
    return fits ? { answer, isHidden: record === 'hide' } : 'MESSAGE_ENCLOSURE'
  }
}
