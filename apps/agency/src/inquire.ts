import type { Delivery, Room, Work } from '@madoguchi/delivery'
import { gather, makePace } from '@madoguchi/delivery'
import type { AffairId, InformationTypeId } from '@madoguchi/facts'
import type { Random, Verdict } from '@madoguchi/kit'
import { dayMs, makeIds, no, ok } from '@madoguchi/kit'
import type { ReaderKey } from '@madoguchi/messages'
import { composeInquiries } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Period } from './connector.ts'
import { insertInquiries } from './inquiries.ts'
import type { ReaderKeys } from './reader-keys.ts'
import type { AgencyTables } from './tables.ts'

export type InquiryOrder = {
  readonly personRef: string
  readonly provider: string
  readonly affair: AffairId
  readonly type: InformationTypeId
  readonly period?: Period
}

const inquiryLivesMs = 7 * dayMs
const askRestMs = 20

export type InquireDeps = {
  self: string
  core: string
  readerKeys: ReaderKeys
  delivery: Delivery<AgencyTables>
  /** For inquiries without an outcome, by provider: what a dead one has not taken waits at the core, not with us. */
  unanswered: Room
  random: Random
}

type Asked = Verdict<string[], 'LINK_CODE_NOT_ACQUIRED'>

/** What one caller asks, with what was made for each of its orders. */
type Call = {
  readonly orders: readonly InquiryOrder[]
  readonly exchanges: readonly string[]
  readonly readers: readonly ReaderKey[]
}

/**
 * 情報照会: asks other agencies about our people, many at once. Gives the exchange ids in the order of the orders. Throws
 * DELIVERY_BACKLOG_FULL, with nothing written, when too much waits for the core or for the answers of a provider. Whoever
 * asks within a moment shares a transaction, and with it the signatures of all parties on the way.
 */
export function makeInquire(deps: InquireDeps): (orders: readonly InquiryOrder[]) => Promise<Asked> {
  const { delivery, unanswered, random } = deps
  const askTogether = gather(
    (calls: readonly Call[]) => delivery.transact((work) => ask(work, deps, calls)),
    makePace(askRestMs),
  )
  return async (orders) => {
    if (orders.length === 0) return ok([])
    await delivery.demandRoom(deps.core)
    for (const provider of new Set(orders.map((order) => order.provider))) await unanswered.demand(provider)
    const exchanges = makeIds('exc', orders.length, random)
    const readers = await Promise.all(exchanges.map((exchange) => deps.readerKeys.make(exchange)))
    return askTogether({ orders, exchanges, readers })
  }
}

/** Asks for each caller whose people all have a link code; the others get nothing of theirs asked. */
async function ask(work: Work<AgencyTables>, deps: InquireDeps, calls: readonly Call[]): Promise<Asked[]> {
  const codes = await findLinkCodes(
    work,
    calls.flatMap(({ orders }) => orders.map(({ personRef }) => personRef)),
  )
  const refusals = calls.map(({ orders }) => {
    const missing = new Set(orders.map(({ personRef }) => personRef).filter((ref) => !codes.has(ref)))
    return missing.size === 0 ? undefined : no('LINK_CODE_NOT_ACQUIRED', { people: missing.size })
  })
  const inquiries = calls.flatMap(({ orders, exchanges, readers }, at) =>
    refusals[at] !== undefined
      ? []
      : orders.map((order, i) => ({
          ...order,
          exchange: exchanges[i] as string,
          readerKey: (readers[i] as ReaderKey).publicKey,
        })),
  )
  const isHidden = (personRef: string) => codes.get(personRef)?.isHidden === true
  const notAfter = work.at.getTime() + inquiryLivesMs
  const composed = composeInquiries({
    from: deps.self,
    random: deps.random,
    inquiries: inquiries.map(({ personRef, provider, affair, type, period, exchange, readerKey }) => ({
      body: { exchange, affair, type, readerKey, ...(period === undefined ? {} : { period }) },
      core: deps.core,
      provider,
      linkCode: codes.get(personRef)?.code as string,
      record: isHidden(personRef) ? 'hide' : 'open',
      notAfter,
    })),
  })
  if (inquiries.length > 0)
    work.write(
      insertInquiries(
        composed.map(({ ask, whom }, i) => ({
          ...(inquiries[i] as (typeof inquiries)[number]),
          askDigest: ask.digest,
          notAfter: new Date(whom.notAfter),
          isHidden: isHidden((inquiries[i] as (typeof inquiries)[number]).personRef),
        })),
        work.at,
      ),
    )
  for (const { whom } of composed) work.post(whom)
  work.afterCommit(() => {
    for (const [provider, group] of Map.groupBy(inquiries, (inquiry) => inquiry.provider))
      deps.unanswered.note(provider, group.length)
  })
  return calls.map(({ exchanges }, at) => refusals[at] ?? ok([...exchanges]))
}

/** The link codes we have, by our own reference, and whether what we ask about somebody is withheld from them (番号法23条2項). */
async function findLinkCodes(
  work: Work<AgencyTables>,
  refs: readonly string[],
): Promise<Map<string, { readonly code: string; readonly isHidden: boolean }>> {
  const { rows } = await sql<{ person_ref: string; link_code: string; hides_records: boolean }>`
    select p.person_ref, p.link_code, p.hides_records from unnest((select ${[...new Set(refs)]}::text[])) as t (ref)
    cross join lateral (select person_ref, link_code, hides_records from people where person_ref = t.ref and link_code is not null limit 1) p`.execute(
    work.tx,
  )
  return new Map(rows.map((row) => [row.person_ref, { code: row.link_code, isHidden: row.hides_records }]))
}

/** How many inquiries that have not ended have no outcome, by provider. */
export async function countUnanswered(db: Kysely<AgencyTables>, at: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ provider: string; open: number }>`
    select provider, count(*) as open from inquiries where outcome is null and not_after > ${at} group by provider`.execute(
    db,
  )
  return new Map(rows.map(({ provider, open }) => [provider, open]))
}
