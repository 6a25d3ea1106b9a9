import type { Handler, Work } from '@madoguchi/delivery'
import type { Bytes } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { digestSealed, openEnclosure } from '@madoguchi/messages'
import type { Selectable } from 'kysely'
import type { HandlerContext } from '../handler-context.ts'
import { isOpen } from '../inquiries/state.ts'
import type { PortalTables } from '../tables.ts'

type Inquiry = Selectable<PortalTables['inquiries']>

/**
 * How an exchange ended. An answer is taken only where exchange, provider and the digest of our own ask agree with
 * the inquiry that this account made: an answer for one person cannot land with another.
 */
export function makeClosed(context: HandlerContext): Handler<PortalTables, 'closed'> {
  return async (work, messages) => {
    const rows = await work.tx
      .selectFrom('inquiries')
      .selectAll()
      .where(
        'exchange',
        'in',
        messages.map(({ body }) => body.exchange),
      )
      .forUpdate()
      .execute()
    const byExchange = new Map(rows.map((row) => [row.exchange, row]))
    const results: (string | undefined)[] = []
    for (const message of messages) {
      const inquiry = byExchange.get(message.body.exchange)
      results.push(await closeOne({ context, work, message, inquiry }))
    }
    return results
  }
}

async function closeOne(options: {
  context: HandlerContext
  work: Work<PortalTables>
  message: Received<'closed'>
  inquiry: Inquiry | undefined
}): Promise<string | undefined> {
  const { context, work, message, inquiry } = options
  if (message.from !== context.core) return 'MESSAGE_SENDER_NOT_ALLOWED'
  if (inquiry === undefined) return 'EXCHANGE_UNKNOWN'
  // What the citizen took back stays taken back; only our own guess that it expired or was not taken gives way to the core's word.
  const isOurGuess = !inquiry.is_closed_by_core && (inquiry.state === 'expired' || inquiry.state === 'not-permitted')
  const isStillOpen = isOpen(inquiry.state) || isOurGuess
  if (!isStillOpen) return undefined
  const { outcome, reason, closedAt } = message.body
  const sealed =
    outcome === 'answered' ? readAnswer({ context, message, inquiry, at: earlier(new Date(closedAt), work.at) }) : null
  if (sealed === undefined) {
    context.log.error('ANSWER_REFUSED', { exchange: inquiry.exchange, provider: inquiry.provider })
    return 'MESSAGE_ENCLOSURE'
  }
  await work.tx
    .updateTable('inquiries')
    .set({
      state: outcome,
      reason: reason ?? null,
      sealed,
      closed_at: new Date(closedAt),
      changed_at: work.at,
      is_closed_by_core: true,
    })
    .where('exchange', '=', inquiry.exchange)
    .where('account', '=', inquiry.account)
    .execute()
  work.afterCommit(() => {
    context.waiters.wake(inquiry.request)
    context.tellArrivals(inquiry.request)
  })
  return undefined
}

/** When the core closed it, the answer was there: a key that the provider has changed since still signed it. */
function earlier(closedAt: Date, at: Date): Date {
  return closedAt < at ? closedAt : at
}

/** The sealed bytes as they came; undefined when they are not this provider's answer to this ask. */
function readAnswer(options: {
  context: HandlerContext
  message: Received<'closed'>
  inquiry: Inquiry
  at: Date
}): Bytes | undefined {
  const { context, message, inquiry, at } = options
  const answer = openEnclosure({ message, name: 'answer', verifier: context.verifier(), at })
  if (!answer.ok) return undefined
  const { from, body, payload } = answer.value
  const fits =
    from === inquiry.provider &&
    body.exchange === inquiry.exchange &&
    body.askDigest === base64url.encode(new Uint8Array(inquiry.ask_digest)) &&
    body.outcome === 'answered' &&
    body.sealedDigest === digestSealed(payload)
  return fits ? payload : undefined
}
