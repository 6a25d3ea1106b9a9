import type { Handler, Work } from '@madoguchi/delivery'
import { undecided } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import { base64url, dayMs, hex } from '@madoguchi/kit'
import type { Received } from '@madoguchi/messages'
import { digestCaseEvent, isCaseEventSize } from '@madoguchi/messages'
import type { CaseRow } from '../filings.ts'
import { eventKey, findEventDigests, lockCases } from '../filings.ts'
import { appendLinks } from '../ledger.ts'
import type { CoreTables } from '../tables.ts'

type Event = { readonly message: Received<'case-event'>; readonly digest: string; readonly row: CaseRow }
/** The end of a case while a batch is read. */
type End = { readonly row: CaseRow; events: number; last: string }

const toldLivesMs = 30 * dayMs

/**
 * An event of a case: a line of the ledger, in the case's order, then the word to the portal, in one transaction. What it says is
 * sealed. One that came before is accepted again and changes nothing; one whose predecessor is not there yet waits for it.
 */
export function makeCaseEvent({ random }: { random: Random }): Handler<CoreTables, 'case-event'> {
  return async (work, messages) => {
    const ends = await lockEnds(
      work,
      messages.map(({ body }) => body.filing),
    )
    const before = messages.flatMap(({ body }) => (body.number < (ends.get(body.filing)?.events ?? 0) ? [body] : []))
    const known = new Map(await findEventDigests(work.tx, before))
    const codes = new Map<unknown, string | undefined>()
    const next: Event[] = []
    // In the order of each case, whatever order they came in.
    for (const message of messages.toSorted((a, b) => a.body.number - b.body.number)) {
      const end = ends.get(message.body.filing)
      const digest = digestCaseEvent(message.body, message.payload)
      const key = eventKey(message.body)
      const code = judge({ message, digest }, end, known.get(key))
      codes.set(message, code)
      if (code !== undefined || end === undefined || known.has(key)) continue
      known.set(key, digest)
      next.push({ message, digest, row: end.row })
      end.events += 1
      end.last = digest
    }
    await append(work, next, random)
    return messages.map((message) => codes.get(message))
  }
}

async function lockEnds({ tx }: Work<CoreTables>, filings: readonly string[]): Promise<ReadonlyMap<string, End>> {
  const rows = await lockCases(tx, filings)
  return new Map(
    rows.map((row) => [row.filing_id, { row, events: row.events, last: base64url.encode(row.last_event) }]),
  )
}

/** `before`: the digest of the event that has this number already. */
function judge(
  { message: { body, from, payload }, digest }: Pick<Event, 'message' | 'digest'>,
  end: End | undefined,
  before: string | undefined,
): string | undefined {
  if (end === undefined || end.row.agency !== from) return 'FILING_UNKNOWN'
  if (before !== undefined) return before === digest ? undefined : 'CASE_EVENT_MISMATCH'
  if (!isCaseEventSize(payload.length)) return 'CASE_EVENT_MISMATCH'
  if (body.number > end.events) return undecided
  return body.previous === end.last ? undefined : 'CASE_EVENT_MISMATCH'
}

async function append(work: Work<CoreTables>, events: readonly Event[], random: Random): Promise<void> {
  const { at, post } = work
  await appendLinks(
    work,
    events.map(({ message: { body }, digest, row }) => ({
      personId: row.person_id,
      isHidden: false,
      record: {
        kind: 'case-event',
        ...{ filing: body.filing, number: body.number, at: at.toISOString() },
        eventDigest: hex.encode(base64url.decode(digest)),
        filed: hex.encode(row.leaf_hash),
      },
    })),
    random,
  )
  for (const { message, row } of events)
    post({
      name: 'case-told',
      to: row.portal,
      body: { filing: row.filing_id, number: message.body.number, toldAt: at.toISOString() },
      enclosures: [message.bytes],
      notAfter: at.getTime() + toldLivesMs,
    })
}
