import type { Handler } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import { base64url, equalBytes, sha256 } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import type { Closure } from '../close-exchanges.ts'
import { closeExchanges } from '../close-exchanges.ts'
import type { KnownExchange } from '../lock-exchanges.ts'
import { lockExchanges } from '../lock-exchanges.ts'
import type { CoreTables } from '../tables.ts'

/** 情報提供: takes a provider's outcome once, writes "closed", then passes the answer on as it was signed. */
export function makeAnswer({ random }: { random: Random }): Handler<CoreTables, 'answer'> {
  return async (work, messages) => {
    const { known, ends } = await lockExchanges(
      work.tx,
      messages.map(({ body }) => ({ exchange: body.exchange, isHidden: body.hideRecord })),
    )
    const closures = new Map<string, Closure>()
    const codes = messages.map((message) => {
      const exchange = known.get(message.body.exchange)
      if (exchange === undefined || exchange.provider !== message.from) return 'EXCHANGE_UNKNOWN'
      // Past its end an exchange takes no answer, whether or not it has been closed as expired by now.
      const isOver = exchange.outcome !== null || exchange.not_after.getTime() < work.at.getTime()
      if (isOver || closures.has(exchange.exchange_id)) return 'EXCHANGE_CLOSED'
      if (!fits(message, exchange)) return 'EXCHANGE_MISMATCH'
      closures.set(exchange.exchange_id, closureOf(message, exchange))
      return undefined
    })
    await closeExchanges(work, [...closures.values()], random, ends)
    return codes
  }
}

function fits({ body, payload }: Received<'answer'>, exchange: KnownExchange): boolean {
  if (!equalBytes(base64url.decode(body.askDigest), exchange.ask_digest)) return false
  if (body.outcome !== 'answered') return payload.length === 0 && body.sealedDigest === undefined
  return (
    payload.length > 0 &&
    body.sealedDigest !== undefined &&
    equalBytes(base64url.decode(body.sealedDigest), sha256(payload))
  )
}

function closureOf(message: Received<'answer'>, exchange: KnownExchange): Closure {
  const { body, payload, bytes } = message
  return {
    exchange: exchange.exchange_id,
    personId: exchange.person_id,
    inquirer: exchange.inquirer,
    askedLeaf: exchange.asked_leaf,
    outcome: body.outcome,
    isHidden: body.hideRecord,
    answer: bytes,
    ...(body.outcome === 'answered' ? { answerDigest: sha256(payload) } : {}),
  }
}
