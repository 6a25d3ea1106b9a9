import type { Handler, Work } from '@madoguchi/delivery'
import { base64url, dayMs, equalBytes, hex, utf8 } from '@madoguchi/kit'
import type { LedgerRecord } from '@madoguchi/ledger'
import { readRecord } from '@madoguchi/ledger'
import type { Received } from '@madoguchi/messages'
import { isReaderKey, messageLimits, seal } from '@madoguchi/messages'
import { sql } from 'kysely'
import { findFilingLines } from '../filing-lines.ts'
import type { LinkCodes } from '../link-codes.ts'
import type { CoreTables } from '../tables.ts'

type Opening = { readonly record: LedgerRecord; readonly salt: string }
type ExchangeRecordView = {
  readonly exchange: string
  readonly inquirer: string
  readonly provider: string
  readonly affair: string
  readonly type: string
  readonly basis?: string
  readonly period?: { readonly from: string; readonly until: string }
  readonly askedAt: string
  readonly closedAt: string
  readonly outcome: string
  readonly reason?: string
  readonly ledger: { readonly asked: Opening; readonly closed: Opening }
}

type Row = {
  exchange_id: string
  inquirer: string
  provider: string
  affair: string
  type: string
  basis: string | null
  asked_at: Date
  closed_at: Date
  outcome: string
  reason: string | null
  asked_record: string
  asked_salt: Uint8Array
  closed_record: string
  closed_salt: Uint8Array
}

/** A line of the page, and by which moment it stands there. */
type RecordLine = { readonly at: Date; readonly view: object }

/** What the seal and the page's own brackets add stays far below the rest. */
const pageSizeBytesMax = messageLimits.payloadSizeBytesMax - 1024

/**
 * 情報提供等記録開示: the closed, disclosed exchanges of the mandate's person, and what they filed, newest first, sealed to the citizen.
 * An exchange that is still open is not shown: its provider may yet say that it must not be.
 */
export function makeListRecords({ linkCodes }: { linkCodes: LinkCodes }): Handler<CoreTables, 'list-records'> {
  return async (work, messages) => {
    const codes: (string | undefined)[] = []
    for (const message of messages) codes.push(await list(work, message))
    return codes
  }

  async function list(work: Work<CoreTables>, { body, from }: Received<'list-records'>): Promise<string | undefined> {
    const personId = linkCodes.decode(from, body.linkCode)
    const mandate = await work.tx
      .selectFrom('mandates')
      .selectAll()
      .where('mandate_id', '=', body.mandate)
      .executeTakeFirst()
    const lives =
      personId !== undefined &&
      mandate !== undefined &&
      mandate.party === from &&
      mandate.ended_at === null &&
      mandate.expires_at.getTime() > work.at.getTime() &&
      equalBytes(mandate.person_id, personId) &&
      isReaderKey(body.readerKey)
    if (!lives) return 'MANDATE_NOT_LIVE'
    const page = cutPage(await findLines(work, personId, body), body.limit)
    const payload = await seal({
      readerKey: body.readerKey,
      plaintext: utf8.encode(JSON.stringify(page)),
      context: { exchange: body.request, askDigest: new Uint8Array(0) },
    })
    work.post({
      name: 'records',
      to: from,
      body: { request: body.request },
      payload,
      notAfter: work.at.getTime() + dayMs,
    })
    return undefined
  }
}

/**
 * As many records as were asked for and fit into one message. A page ends between two moments where it can, since a portal
 * of before goes on before a whole moment; a moment that no page holds is cut, and goes on at its last line.
 */
function cutPage(lines: readonly RecordLine[], limit: number): { records: object[]; more: boolean } {
  const records: object[] = []
  let sizeBytes = 0
  for (const group of Map.groupBy(lines, ({ at }) => at.getTime()).values()) {
    const fitting = takeFitting(group, pageSizeBytesMax - sizeBytes)
    const isCut = fitting.views.length < group.length || records.length + group.length > limit
    if (records.length > 0 && isCut) return { records, more: true }
    records.push(...fitting.views)
    sizeBytes += fitting.sizeBytes
  }
  return { records, more: records.length < lines.length || lines.length === linesMaxOf(limit) }
}

function takeFitting(lines: readonly RecordLine[], sizeBytesMax: number): { views: object[]; sizeBytes: number } {
  const views: object[] = []
  let sizeBytes = 0
  for (const { view } of lines) {
    // The comma before the next one.
    const withIt = sizeBytes + utf8.encode(JSON.stringify(view)).length + 1
    if (withIt > sizeBytesMax) break
    views.push(view)
    sizeBytes = withIt
  }
  return { views, sizeBytes }
}

/** A moment may have more lines than were asked for, never more than these; the last one says that there are others. */
function linesMaxOf(limit: number): number {
  return Math.max(limit, 256) + 1
}

/** Newest first; of one moment, lines of filings before those of exchanges, as their ids are ordered. */
async function findLines(
  work: Work<CoreTables>,
  personId: Uint8Array,
  body: Received<'list-records'>['body'],
): Promise<RecordLine[]> {
  const linesMax = linesMaxOf(body.limit)
  const exchanges = (await findRows(work, personId, body)).map((row) => ({ at: row.asked_at, view: viewOf(row) }))
  if (body.filings !== true) return exchanges
  const filings = await findFilingLines(work.tx, {
    personId,
    before: momentOf(body.before),
    beforeLine: body.beforeExchange ?? '',
    from: momentOf(body.from),
    linesMax,
  })
  return [...filings, ...exchanges].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, linesMax)
}

async function findRows(
  work: Work<CoreTables>,
  personId: Uint8Array,
  body: Received<'list-records'>['body'],
): Promise<Row[]> {
  const before = momentOf(body.before)
  const { rows } = await sql<Row>`
    select e.exchange_id, e.inquirer, e.provider, e.affair, e.type, e.basis, e.asked_at, e.closed_at, e.outcome, e.reason,
      a.record as asked_record, a.salt as asked_salt, c.record as closed_record, c.salt as closed_salt
    from exchanges e
    join ledger_entries a on a.exchange_id = e.exchange_id and a.kind = 'asked'
    join ledger_entries c on c.exchange_id = e.exchange_id and c.kind = 'closed'
    where e.person_id = decode(${hex.encode(personId)}, 'hex') and e.outcome is not null and not e.is_hidden
      and (e.asked_at, e.exchange_id) < (coalesce(${before}::timestamptz, 'infinity'), ${body.beforeExchange ?? ''}::text)
      and e.asked_at >= coalesce(${momentOf(body.from)}::timestamptz, '-infinity')
    order by e.asked_at desc, e.exchange_id desc limit ${linesMaxOf(body.limit)}`.execute(work.tx)
  return rows
}

/** A 31st of February fits the schema: JavaScript takes it for a day of March, PostgreSQL would stumble over it. */
function momentOf(instant: string | undefined): Date | null {
  return instant === undefined ? null : new Date(instant)
}

function viewOf(row: Row): ExchangeRecordView {
  // As we wrote them, and as the ledger's leaves hold them.
  const asked = readRecord(row.asked_record, 'asked')
  const { periodFrom: from, periodUntil: until } = asked
  const closed = readRecord(row.closed_record, 'closed')
  return {
    exchange: row.exchange_id,
    inquirer: row.inquirer,
    provider: row.provider,
    affair: row.affair,
    type: row.type,
    ...(row.basis === null ? {} : { basis: row.basis }),
    ...(from === undefined || until === undefined ? {} : { period: { from, until } }),
    askedAt: row.asked_at.toISOString(),
    closedAt: row.closed_at.toISOString(),
    outcome: row.outcome,
    ...(row.reason === null ? {} : { reason: row.reason }),
    ledger: {
      asked: { record: asked, salt: base64url.encode(row.asked_salt) },
      closed: { record: closed, salt: base64url.encode(row.closed_salt) },
    },
  }
}
