import type { AffairId, InformationTypeId } from '@madoguchi/catalogue'
import type { Delivery, Room } from '@madoguchi/delivery'
import type { Random, Verdict } from '@madoguchi/kit'
import { dayMs, hex, makeIds, no, ok } from '@madoguchi/kit'
import type { SigningKey } from '@madoguchi/messages'
import { composeInquiries } from '@madoguchi/messages'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Period } from './connector.ts'
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

/**
 * 情報照会: asks other agencies about our people, many at once. Gives the exchange ids in the order of the orders. Throws
 * DELIVERY_BACKLOG_FULL, with nothing written, when too much waits for the core or for the answers of a provider.
 */
export async function inquire(
  deps: {
    self: string
    core: string
    key: SigningKey
    readerKeys: ReaderKeys
    delivery: Delivery<AgencyTables>
    /** For inquiries without an outcome, by provider: what a dead one has not taken waits at the core, not with us. */
    unanswered: Room
    random: Random
  },
  orders: readonly InquiryOrder[],
): Promise<Verdict<string[], 'LINK_CODE_NOT_ACQUIRED'>> {
  const { delivery, unanswered, random } = deps
  if (orders.length === 0) return ok([])
  const asked = Map.groupBy(orders, ({ provider }) => provider)
  await delivery.demandRoom(deps.core)
  for (const provider of asked.keys()) await unanswered.demand(provider)
  const exchanges = makeIds('exc', orders.length, random)
  const readers = await Promise.all(exchanges.map((exchange) => deps.readerKeys.make(exchange)))
  return delivery.transact(async (work) => {
    const refs = [...new Set(orders.map(({ personRef }) => personRef))]
    const { rows: people } = await sql<{ person_ref: string; link_code: string | null }>`
      select person_ref, link_code from people where person_ref = any(${refs}::text[])`.execute(work.tx)
    const codes = new Map(people.map((row) => [row.person_ref, row.link_code]))
    const missing = refs.filter((ref) => (codes.get(ref) ?? null) === null)
    if (missing.length > 0) return no('LINK_CODE_NOT_ACQUIRED', { people: missing.length })
    const notAfter = work.at.getTime() + inquiryLivesMs
    const composed = composeInquiries({
      from: deps.self,
      key: deps.key,
      inquiries: orders.map(({ personRef, provider, affair, type, period }, i) => ({
        body: {
          exchange: exchanges[i] as string,
          affair,
          type,
          readerKey: (readers[i] as (typeof readers)[number]).publicKey,
          ...(period === undefined ? {} : { period }),
        },
        core: deps.core,
        provider,
        linkCode: codes.get(personRef) as string,
        notAfter,
      })),
    })
    work.write(sql`
      insert into inquiries (exchange_id, person_ref, provider, affair, type, ask_digest, asked_at, not_after)
      select exchange, ref, provider, affair, type, decode(ask_digest, 'hex'), ${work.at}, ${new Date(notAfter)}
      from unnest(${exchanges}::text[], ${orders.map(({ personRef }) => personRef)}::text[],
        ${orders.map(({ provider }) => provider)}::text[], ${orders.map(({ affair }) => affair)}::text[],
        ${orders.map(({ type }) => type)}::text[], ${composed.map(({ ask }) => hex.encode(ask.digest))}::text[])
        as t (exchange, ref, provider, affair, type, ask_digest)`)
    for (const { whom } of composed) work.post(whom)
    work.afterCommit(() => {
      for (const [provider, group] of asked) unanswered.note(provider, group.length)
    })
    return ok(exchanges)
  })
}

/** How many inquiries that have not ended have no outcome, by provider. */
export async function countUnanswered(db: Kysely<AgencyTables>, at: Date): Promise<Map<string, number>> {
  const { rows } = await sql<{ provider: string; open: number }>`
    select provider, count(*) as open from inquiries where outcome is null and not_after > ${at} group by provider`.execute(
    db,
  )
  return new Map(rows.map(({ provider, open }) => [provider, open]))
}
