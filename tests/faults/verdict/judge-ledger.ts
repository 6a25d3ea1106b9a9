import { hex } from '@madoguchi/kit'
import type { AskedRecord, ClosedRecord, LedgerRecord } from '@madoguchi/ledger'
import { chainStart, makeEntry } from '@madoguchi/ledger'
import type { Collected, Kept, LedgerRow } from './collect.ts'
import type { Complaint } from './complaint.ts'

/** Two rows an exchange that say what the exchange's row says; leaves made again; every chain whole from its first link to its end. */
export function judgeLedger({ kept, ledger, chains }: Collected): Complaint[] {
  const complaints: Complaint[] = []
  const complain = (code: Complaint['code'], id: string, what: string) => complaints.push({ code, id, what })
  const rows = Map.groupBy(ledger, ({ exchange }) => exchange)
  const byExchange = new Map(kept.map((one) => [one.exchange, one]))
  for (const exchange of rows.keys())
    if (!byExchange.has(exchange)) complain('DOUBLED', exchange, 'the ledger has an exchange that nobody knows')
  for (const row of ledger)
    if (leafHashOf(row) !== row.leafHash) complain('LEDGER', row.exchange, `the leaf of ${row.kind} is another`)
  for (const one of kept) {
    const own = rows.get(one.exchange) ?? []
    for (const kind of ['asked', 'closed']) {
      const count = own.filter((row) => row.kind === kind).length
      if (count !== 1) complain(count === 0 ? 'LOST' : 'DOUBLED', one.exchange, `${count} ledger rows "${kind}"`)
    }
    const what = compareRows(one, own)
    if (what !== undefined) complain('LEDGER', one.exchange, what)
  }
  const links = ledger
    .filter(({ kind }) => kind === 'closed')
    .map((row) => ({ row, record: JSON.parse(row.record) as ClosedRecord }))
  const byChain = Map.groupBy(
    links,
    ({ row, record }) => `${byExchange.get(row.exchange)?.person} ${record.chain.name}`,
  )
  for (const [name, chain] of byChain) {
    const ends = chains.filter((end) => `${end.person} ${end.name}` === name)
    let head = chainStart
    const inOrder = chain.toSorted((a, b) => a.record.chain.index - b.record.chain.index)
    for (const [index, { row, record }] of inOrder.entries()) {
      if (record.chain.index !== index || record.chain.previous !== head)
        complain('CHAIN', row.exchange, `link ${record.chain.index} does not follow link ${index - 1}`)
      head = row.leafHash
    }
    if (ends.length !== 1 || ends[0]?.length !== chain.length || ends[0].head !== head)
      complain('CHAIN', name, 'the kept end is not the last link')
  }
  for (const { person, name, length } of chains)
    if (length > 0 && !byChain.has(`${person} ${name}`)) complain('CHAIN', `${person} ${name}`, 'a chain without links')
  return complaints
}

function leafHashOf({ record, salt }: LedgerRow): string {
  return hex.encode(makeEntry(JSON.parse(record) as LedgerRecord, hex.decode(salt)).leafHash)
}

function compareRows(one: Kept, rows: readonly LedgerRow[]): string | undefined {
  const read = (kind: string) => rows.find((row) => row.kind === kind)
  const asked = read('asked')
  const closed = read('closed')
  if (asked === undefined || closed === undefined) return undefined
  const askedRecord = JSON.parse(asked.record) as AskedRecord
  const closedRecord = JSON.parse(closed.record) as ClosedRecord
  const pairs: readonly [string, unknown, unknown][] = [
    ['askDigest', askedRecord.askDigest, one.askDigest],
    ['inquirer', askedRecord.inquirer, one.inquirer],
    ['provider', askedRecord.provider, one.provider],
    ['affair', askedRecord.affair, one.affair],
    ['type', askedRecord.type, one.type],
    ['basis', askedRecord.basis ?? null, one.basis],
    ['asked leaf', asked.leafHash, one.askedLeaf],
    ['asked', closedRecord.asked, one.askedLeaf],
    ['outcome', closedRecord.outcome, one.outcome],
  ]
  const differs = pairs.find(([, ledger, exchange]) => ledger !== exchange)
  return differs && `ledger and exchange differ in ${differs[0]}`
}
