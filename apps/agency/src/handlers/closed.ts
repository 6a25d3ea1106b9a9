import type { Handler } from '@madoguchi/delivery'
import type { FactsReader } from '@madoguchi/facts'
import { parseDatum } from '@madoguchi/facts'
import type { Bytes, Log } from '@madoguchi/kit'
import { base64url, equalBytes } from '@madoguchi/kit'
import type { Received, Verifier } from '@madoguchi/messages'
import { answerOutcomes, digestSealed, openAnswer, openEnclosure } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { Closing } from '../inquiries.ts'
import { closeInquiries } from '../inquiries.ts'
import type { ReaderKeys } from '../reader-keys.ts'
import type { AgencyTables } from '../tables.ts'

type Inquiry = { exchange_id: string; provider: string; type: string; ask_digest: Bytes; outcome: string | null }

/**
 * The outcome of our own inquiry: opens the answer, verifies who signed it and for which ask, and keeps it. An answer
 * that is the provider's and cannot be read ends the inquiry too, as 'unreadable' with the reason: nothing better comes.
 */
export function makeClosed(deps: {
  readerKeys: ReaderKeys
  verifier: Verifier
  facts: FactsReader
  log: Log
}): Handler<AgencyTables, 'closed'> {
  return async (work, messages) => {
    const ids = messages.map(({ body }) => body.exchange)
    const { rows } = await sql<Inquiry>`
      select exchange_id, provider, type, ask_digest, outcome from inquiries where exchange_id = any((select ${ids}::text[])::text[])`.execute(
      work.tx,
    )
    const known = new Map<string, Inquiry>(rows.map((row) => [row.exchange_id, row]))
    const closings = await Promise.all(
      messages.map((message) => read(message, known.get(message.body.exchange), work.at)),
    )
    const fresh = closings.filter((one): one is Closing => typeof one === 'object')
    work.write(closeInquiries(fresh))
    return closings.map((one) => (typeof one === 'string' ? one : undefined))
  }

  async function read(message: Received<'closed'>, inquiry: Inquiry | undefined, at: Date): Promise<Closing | string> {
    const { exchange, outcome, reason, closedAt } = message.body
    if (inquiry === undefined) return 'EXCHANGE_UNKNOWN'
    const closing = { exchange, outcome, reason: reason ?? null, closedAt: new Date(closedAt), datum: null }
    // What a provider says is believed of the provider alone, also that there is nothing: the core could say so of anybody.
    if (!answerOutcomes.some((one) => one === outcome)) return closing
    // When the core closed it, the answer was there: a key that the provider has changed since still signed it.
    const answeredAt = closing.closedAt < at ? closing.closedAt : at
    const answer = openEnclosure({ message, name: 'answer', verifier: deps.verifier, at: answeredAt })
    const fits =
      answer.ok &&
      answer.value.from === inquiry.provider &&
      answer.value.body.exchange === exchange &&
      answer.value.body.outcome === outcome &&
      equalBytes(base64url.decode(answer.value.body.askDigest), inquiry.ask_digest) &&
      hasItsSeal(answer.value)
    if (!fits) return 'MESSAGE_ENCLOSURE'
    if (outcome !== 'answered') return closing
    const opened = await openAnswer({
      sealed: answer.value.payload,
      readerKey: await deps.readerKeys.take(exchange),
      exchange,
      askDigest: inquiry.ask_digest,
      provider: inquiry.provider,
      verifier: deps.verifier,
      at: answeredAt,
    })
    if (!opened.ok) return unreadable(closing, opened.code)
    const datum = parseDatum(opened.value.datum, deps.facts)
    if (!datum.ok || datum.value.type !== inquiry.type) return unreadable(closing, 'DATUM_UNFIT')
    return { ...closing, datum: JSON.stringify(datum.value) }
  }

  function unreadable(closing: Closing, reason: 'SEAL_BROKEN' | 'DATUM_UNFIT'): Closing {
    deps.log.error('ANSWER_UNREADABLE', { exchange: closing.exchange, reason })
    return { ...closing, outcome: 'unreadable', reason }
  }
}

/** An answer holds the sealed bytes whose digest it names; one that shows nothing holds none. */
function hasItsSeal({ body, payload }: Received<'answer'>): boolean {
  return body.outcome === 'answered' ? body.sealedDigest === digestSealed(payload) : payload.length === 0
}
