import type { Work } from '@madoguchi/delivery'
import type { CaseEvent } from '@madoguchi/filing'
import { caseEvent } from '@madoguchi/filing'
import type { Verdict } from '@madoguchi/kit'
import { base64url, dayMs, no, ok } from '@madoguchi/kit'
import { digestCaseEvent, noCaseEvent, sealCaseEvent } from '@madoguchi/messages'
import type { AgencyTables } from './tables.ts'

/** What happened to a case, before it has its number and its moment. */
type NewCaseEvent = Omit<CaseEvent, 'format' | 'number' | 'at'>

type AppendOrder = {
  readonly core: string
  readonly event: NewCaseEvent
  /** The number of the last event that whoever acts has seen; -1 where there was none. */
  readonly after: number
  /** The officer; absent where the program does it by itself. */
  readonly byWhom?: string
}

/** The core keeps what it cannot hand on; until then it is ours to send. */
const livesMs = 30 * dayMs

/**
 * The one writer of `case_events`: gives the event its number, chains it to the one before, seals it to the citizen and posts it
 * to the core, all in the transaction of whoever acts. `CASE_MOVED`: somebody else was first, and `last` is how far it is.
 * Throws what the event's schema throws, and a RangeError for an event that is larger than any may be.
 */
export async function appendCaseEvent(
  work: Work<AgencyTables>,
  { core, event, after, byWhom }: AppendOrder,
): Promise<Verdict<{ readonly number: number }, 'CASE_UNKNOWN' | 'CASE_MOVED'>> {
  const filing = await work.tx
    .selectFrom('filings')
    .select(['filing_digest', 'reader_key'])
    .where('filing_id', '=', event.filing)
    .forUpdate()
    .executeTakeFirst()
  if (filing === undefined) return no('CASE_UNKNOWN')
  const last = await findLast(work, event.filing)
  const number = (last?.number ?? -1) + 1
  if (after !== number - 1) return no('CASE_MOVED', { last: number - 1 })
  const previous = last === undefined ? noCaseEvent : base64url.encode(last.digest)
  const whole = caseEvent.parse({ format: 'madoguchi-case-event/1', ...event, number, at: work.at.toISOString() })
  const place = { filing: event.filing, filingDigest: base64url.encode(filing.filing_digest), number }
  const payload = await sealCaseEvent({ readerKey: filing.reader_key, place, event: whole })
  const body = { filing: event.filing, number, previous }
  await work.tx
    .insertInto('case_events')
    .values({
      filing_id: event.filing,
      number,
      previous: base64url.decode(previous),
      digest: base64url.decode(digestCaseEvent(body, payload)),
      what: event.what,
      event: JSON.stringify(whole),
      at: work.at,
      by_whom: byWhom ?? null,
    })
    .execute()
  work.post({ name: 'case-event', to: core, body, payload, notAfter: work.at.getTime() + livesMs })
  return ok({ number })
}

function findLast({ tx }: Work<AgencyTables>, filing: string) {
  return tx
    .selectFrom('case_events')
    .select(['number', 'digest'])
    .where('filing_id', '=', filing)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
}
