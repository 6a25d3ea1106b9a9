import type { Handler, Work } from '@madoguchi/delivery'
import type { Bytes, Log } from '@madoguchi/kit'
import { base64url } from '@madoguchi/kit'
import type { Outcome, Received, Verifier } from '@madoguchi/messages'
import { answerOutcomes, digestSealed, openEnclosure } from '@madoguchi/messages'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'
import { endingOf, isOpen } from './state.ts'

type Inquiry = Selectable<PortalTables['inquiries']>

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
      const read = readClosing({ context, message, inquiry: byExchange.get(exchange), at: work.at })
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

type Closing = {
  readonly inquiry: Inquiry
  readonly body: Received<'closed'>['body']
  readonly ending: Outcome
  readonly sealed: Bytes | undefined
  /** What a request for a check is sealed to, where the provider said so. */
  readonly checkKey?: string | undefined
}

/** What a message changes; undefined where it comes too late to change anything, a code where it is refused. */
function readClosing(options: {
  context: Context
  message: Received<'closed'>
  inquiry: Inquiry | undefined
  at: Date
}): Closing | string | undefined {
  const { context, message, inquiry, at } = options
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
  const answer = readAnswer({ context, message, inquiry, at: earlier(new Date(body.closedAt), at) })
  const sealed = body.outcome === 'answered' ? answer?.payload : undefined
  if (answer !== undefined) {
    const { checkKey } = answer.body
    return { inquiry, body, ending: endingOf(body.outcome, checkKey === undefined), sealed, checkKey }
  }
  context.log.error('ANSWER_REFUSED', { exchange: inquiry.exchange, provider: inquiry.provider })
  return 'MESSAGE_ENCLOSURE'
}

/** One statement for all, and all answers in one parameter. Of a request that was deleted meanwhile no answer is kept. */
async function close({ tx, at }: Work<PortalTables>, closings: readonly Closing[]): Promise<void> {
  if (closings.length === 0) return
  const sizes = closings.map(({ sealed }) => sealed?.length ?? null)
  const starts = sizes.map((_, i) => 1 + sizes.slice(0, i).reduce<number>((sum, size) => sum + (size ?? 0), 0))
  const all = Buffer.concat(closings.map(({ sealed }) => sealed ?? new Uint8Array(0)))
  // The keys stand there twice: by the join alone the planner may go through a table that was small when it made its plan.
  const exchanges = closings.map(({ inquiry }) => inquiry.exchange)
  await sql`
    update inquiries i set state = t.state, reason = t.reason, closed_at = t.closed_at, changed_at = ${at}, is_closed_by_core = true,
      check_key = t.check_key, check_requested_at = null,
      sealed = case when exists (select from requests r where r.request = i.request and r.deleted_at is null)
        then substring(${all}::bytea from t.start for t.size) end
    from unnest(${exchanges}::text[], ${closings.map(({ inquiry }) => inquiry.account)}::text[],
      ${closings.map(({ ending }) => ending)}::text[], ${closings.map(reasonOf)}::text[],
      ${closings.map(({ body }) => new Date(body.closedAt))}::timestamptz[], ${starts}::int[], ${sizes}::int[],
      ${closings.map(({ checkKey }) => checkKey ?? null)}::text[])
      as t (exchange, account, state, reason, closed_at, start, size, check_key)
    where i.exchange = t.exchange and i.account = t.account and i.exchange = any(${exchanges}::text[])`.execute(tx)
}

/** Why the core refused; the one ending has no reason. */
function reasonOf({ body, ending }: Closing): string | null {
  return ending === 'nothing-to-show' ? null : (body.reason ?? null)
}

/** When the core closed it, the answer was there: a key that the provider has changed since still signed it. */
function earlier(closedAt: Date, at: Date): Date {
  return closedAt < at ? closedAt : at
}

/** The answer as its provider signed it; undefined when it is not this provider's, to this ask, with this outcome. */
function readAnswer(options: {
  context: Context
  message: Received<'closed'>
  inquiry: Inquiry
  at: Date
}): Received<'answer'> | undefined {
  const { context, message, inquiry, at } = options
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
