import type { Handler, Work } from '@madoguchi/delivery'
import type { Log } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import { answerOutcomes, digestSealed, openEnclosure } from '@madoguchi/messages'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'
import { type Closing, close, type Inquiry } from './inquiries.ts'
import { endingOf, isOpen } from './state.ts'

type Context = {
  readonly core: string
  readonly waiters: Waiters
  readonly log: Log
  /** A function, since the delivery makes it. */
  verifier(): Verifier
  /** Tells a citizen by mail, after the commit, that results of a request are there. */
  tellArrivals(request: string): void
}

/**
 * How an exchange ended. An answer is taken only where exchange, provider and the digest of our own ask agree with
 * the inquiry that this account made: an answer for one person cannot land with another. What a provider says is believed
 * of its own signature alone, also that it shows nothing: the core could say so of anybody.
 */
export function makeClosed(context: Context): Handler<PortalTables, 'closed'> {
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
    const left = await findLeft(
      work,
      messages.map(({ body }) => body.exchange).filter((exchange) => !byExchange.has(exchange)),
    )
    const closings = new Map<string, Closing>()
    const results = messages.map((message) => {
      const { exchange } = message.body
      // Two words about one exchange in one batch: the first counts, as it would alone.
      if (closings.has(exchange)) return undefined
      // Who asked is gone: nobody is told, and the core has done its part.
      if (left.has(exchange) && message.from === context.core) return undefined
      const read = readClosing(context, { message, inquiry: byExchange.get(exchange), at: work.at })
      if (typeof read === 'object') closings.set(exchange, read)
      return typeof read === 'object' ? undefined : read
    })
    await close(work, [...closings.values()])
    const requests = Map.groupBy(closings.values(), ({ inquiry }) => inquiry.request)
    work.afterCommit(() => {
      for (const [request, closed] of requests) {
        context.waiters.wake(request, closed.length)
        context.tellArrivals(request)
      }
    })
    return results
  }
}

/** Those that were asked by somebody who has left the portal since. */
async function findLeft({ tx }: Work<PortalTables>, exchanges: readonly string[]): Promise<ReadonlySet<string>> {
  if (exchanges.length === 0) return new Set()
  const rows = await tx.selectFrom('left_exchanges').select('exchange').where('exchange', 'in', exchanges).execute()
  return new Set(rows.map(({ exchange }) => exchange))
}

/** What a message changes; undefined where it comes too late to change anything, a code where it is refused. */
function readClosing(
  context: Context,
  {
    message,
    inquiry,
    at,
  }: {
    message: Received<'closed'>
    inquiry: Inquiry | undefined
    at: Date
  },
): Closing | string | undefined {
  const { body } = message
  if (message.from !== context.core) return 'MESSAGE_SENDER_NOT_ALLOWED'
  if (inquiry === undefined) return 'EXCHANGE_UNKNOWN'
  // What the citizen took back stays taken back; only our own guess that it expired or was not taken gives way to the core's word.
  const isOurGuess = !inquiry.is_closed_by_core && (inquiry.state === 'expired' || inquiry.state === 'not-permitted')
  const isStillOpen = isOpen(inquiry.state) || isOurGuess
  if (!isStillOpen) return undefined
  const ending = endingOf(body.outcome)
  // Also a word of before for "nothing" that the core said by itself: only the provider may say so now.
  const isProviders = ending === 'nothing-to-show' || answerOutcomes.some((one) => one === body.outcome)
  if (!isProviders) return { inquiry, body, ending, sealed: undefined }
  const answer = readAnswer(context, { message, inquiry, at: earlier(new Date(body.closedAt), at) })
  const sealed = body.outcome === 'answered' ? answer?.payload : undefined
  if (answer !== undefined) {
    const { checkKey } = answer.body
    return { inquiry, body, ending: endingOf(body.outcome, checkKey === undefined), sealed, checkKey }
  }
  context.log.error('ANSWER_REFUSED', { exchange: inquiry.exchange, provider: inquiry.provider })
  return 'MESSAGE_ENCLOSURE'
}

/** When the core closed it, the answer was there: a key that the provider has changed since still signed it. */
function earlier(closedAt: Date, at: Date): Date {
  return closedAt < at ? closedAt : at
}

/** The answer as its provider signed it; undefined when it is not this provider's, to this ask, with this outcome. */
function readAnswer(
  context: Context,
  {
    message,
    inquiry,
    at,
  }: {
    message: Received<'closed'>
    inquiry: Inquiry
    at: Date
  },
): Received<'answer'> | undefined {
  const answer = openEnclosure({ message, name: 'answer', verifier: context.verifier(), at })
  if (!answer.ok) return undefined
  const { from, body, payload } = answer.value
  const fits =
    from === inquiry.provider &&
    body.exchange === inquiry.exchange &&
    body.askDigest === base64url.encode(new Uint8Array(inquiry.ask_digest)) &&
    body.outcome === message.body.outcome &&
    (body.outcome === 'answered' ? body.sealedDigest === digestSealed(payload) : payload.length === 0)
  return fits ? answer.value : undefined
}
