import type { Bytes } from '@madoguchi/kit'
import { base64url, hex } from '@madoguchi/kit'
import type { LedgerRecord } from '@madoguchi/ledger'
import { readRecord } from '@madoguchi/ledger'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { CoreTables } from './tables.ts'

/** A filing, or an event of its case, as its person is shown it. */
type FilingLineView = {
  readonly line: string
  readonly kind: 'filed' | 'case-event'
  readonly filing: string
  readonly agency: string
  readonly at: string
  readonly ledger: { readonly record: LedgerRecord; readonly salt: string }
}

type Row = {
  line: string
  kind: FilingLineView['kind']
  filing_id: string
  agency: string
  at: Date
  record: string
  salt: Uint8Array
}

/** The lines of what somebody filed, newest first: of one moment by the line's name, downwards. */
export async function findFilingLines(
  tx: Kysely<CoreTables>,
  options: {
    personId: Bytes
    /** Lines before this moment, and of the moment itself those before `beforeLine`. */
    before: Date | null
    beforeLine: string
    from: Date | null
    linesMax: number
  },
): Promise<{ at: Date; view: FilingLineView }[]> {
  const { personId, before, beforeLine, from, linesMax } = options
  const { rows } = await sql<Row>`
    select t.line, e.kind, f.filing_id, f.agency, t.at, e.record, e.salt
    from filings f
    join ledger_entries e on e.exchange_id = f.filing_id and e.kind in ('filed', 'case-event')
    cross join lateral (
      select (e.record::json ->> 'at')::timestamptz as at,
        f.filing_id || case when e.kind = 'filed' then '' else '.' || lpad(e.number::text, 4, '0') end as line) t
    where f.person_id = decode(${hex.encode(personId)}, 'hex')
      and (t.at, t.line collate "C") < (coalesce(${before}::timestamptz, 'infinity'), ${beforeLine}::text collate "C")
      and t.at >= coalesce(${from}::timestamptz, '-infinity')
    order by t.at desc, t.line collate "C" desc limit ${linesMax}`.execute(tx)
  return rows.map((row) => ({ at: row.at, view: viewOf(row) }))
}

function viewOf({ line, kind, filing_id: filing, agency, at, record, salt }: Row): FilingLineView {
  return {
    ...{ line, kind, filing, agency, at: at.toISOString() },
    // As we wrote it, and as the ledger's leaf holds it.
    ledger: { record: readRecord(record, kind), salt: base64url.encode(salt) },
  }
}
