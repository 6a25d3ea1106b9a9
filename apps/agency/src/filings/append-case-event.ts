import type { Work } from '@madoguchi/delivery'
import type { Verdict } from '@madoguchi/kit'
import { concat, no, ok, sha256, utf8 } from '@madoguchi/kit'
import { seal } from '@madoguchi/messages'
import type { AgencyTables } from '../tables.ts'

/** What happened to a case, before it has its number: the rest is `caseEvent` of packages/filing. */
export type NewCaseEvent = {
  readonly filing: string
  /** In words, for the citizen: みほん市 子育て支援課. */
  readonly by: string
  readonly what: string
}

export type AppendOrder = {
  readonly event: NewCaseEvent
  /** The number of the last event that whoever acts has seen; -1 where there was none. */
  readonly after: number
  /** The officer; absent where the program does it by itself. */
  readonly byWhom?: string
}

/**
 * The one writer of `case_events`: gives the event its number, chains it to the one before, seals it to the citizen and
 * posts it to the core, all in the transaction of whoever acts. `CASE_MOVED`: somebody else was first, `last` says how far it is.
 */
export async function appendCaseEvent(
  work: Work<AgencyTables>,
  { event, after, byWhom }: AppendOrder,
): Promise<Verdict<{ readonly number: number }, 'CASE_UNKNOWN' | 'CASE_MOVED'>> {
  const filing = await work.tx
    .selectFrom('filings')
    .select(['filing_id', 'filing_digest', 'reader_key'])
    .where('filing_id', '=', event.filing)
    .forUpdate()
    .executeTakeFirst()
  if (filing === undefined) return no('CASE_UNKNOWN')
  const last = await work.tx
    .selectFrom('case_events')
    .select(['number', 'digest'])
    .where('filing_id', '=', event.filing)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const number = (last?.number ?? -1) + 1
  if (after !== number - 1) return no('CASE_MOVED', { last: number - 1 })
  const previous = last?.digest ?? new Uint8Array(32)
  const whole = { format: 'madoguchi-case-event/1', ...event, number, at: work.at.toISOString() }
  const place = new Uint8Array(4)
  new DataView(place.buffer).setUint32(0, number)
  const sealed = await seal({
    readerKey: filing.reader_key,
    plaintext: utf8.encode(JSON.stringify(whole)),
    context: { exchange: event.filing, askDigest: concat(filing.filing_digest, place) },
  })
  await work.tx
    .insertInto('case_events')
    .values({
      filing_id: event.filing,
      number,
      previous,
      digest: sha256(concat(previous, sealed)),
      what: event.what,
      event: JSON.stringify(whole),
      at: work.at,
      by_whom: byWhom ?? null,
    })
    .execute()
  return ok({ number })
}
