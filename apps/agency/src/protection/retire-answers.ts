import type { Delivery, Work } from '@madoguchi/delivery'
import type { FactsReader } from '@madoguchi/facts'
import type { Verdict } from '@madoguchi/kit'
import { dayMs, no, ok } from '@madoguchi/kit'
import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Corrected } from '../connectors/replica.ts'
import type { ProtectionCode } from '../errors.ts'
import { by, member, personRef, readOrder } from '../read-order.ts'
import type { AgencyTables } from '../tables.ts'

/** A portal keeps an answer for 30 days from when the core closed it, which it does within a week of our answering. */
const keptAtMostMs = 38 * dayMs
/** Who corrected what the business system corrected. */
const byReplica = 'replica'
const toldForMs = 30 * dayMs
/** As many as `retire-answers` holds. */
const exchangesMax = 250

/**
 * Has portals let go of answers, in the caller's transaction. `which` says whose, as a condition on `v` (provisions) and `p` (people); each is
 * told once. The message names exchanges and nothing else: one for a corrected datum is like one for a protected person. Gives how many.
 */
export async function retireWithin(
  work: Work<AgencyTables>,
  { which, why, by, core }: { which: RawBuilder<unknown>; why: 'corrected' | 'protected'; by: string; core: string },
): Promise<number> {
  const { rows } = await sql<{ exchange_id: string }>`
    insert into retirements (exchange_id, why, by_whom, retired_at)
    select v.exchange_id, ${why}, ${by}, ${work.at} from people p join provisions v on v.person_ref = p.person_ref
    where v.affair = 'self-information' and v.outcome = 'answered'
      and v.answered_at > ${new Date(work.at.getTime() - keptAtMostMs)} and ${which}
      and not exists (select from retirements r where r.exchange_id = v.exchange_id)
    order by v.exchange_id on conflict do nothing returning exchange_id`.execute(work.tx)
  const exchanges = rows.map(({ exchange_id }) => exchange_id)
  const notAfter = work.at.getTime() + toldForMs
  for (let i = 0; i < exchanges.length; i += exchangesMax)
    work.post({
      name: 'retire-answers',
      to: core,
      body: { exchanges: exchanges.slice(i, i + exchangesMax) },
      notAfter,
    })
  return exchanges.length
}

/** The business system corrected copies that answers were given from: they leave the portals as when an officer says so. */
export async function retireCorrected(
  work: Work<AgencyTables>,
  { corrected, core }: { corrected: readonly Corrected[]; core: string },
): Promise<void> {
  if (corrected.length === 0) return
  const [people, types] = [corrected.map(({ personRef }) => personRef), corrected.map(({ type }) => type)]
  const which = sql`(p.person_ref, v.type) in (select * from unnest(${people}::text[], ${types}::text[]))`
  await retireWithin(work, { which, why: 'corrected', by: byReplica, core })
}

function makeRetireOrder(facts: FactsReader) {
  const isType = (value: unknown): value is string => typeof value === 'string' && facts.findType(value) !== undefined
  return z.strictObject({ personRef, by, type: member(isType, 'RETIRE_TYPE') })
}

type Deps = { readonly core: string; readonly delivery: Delivery<AgencyTables>; readonly facts: FactsReader }

/** The officer's act: a datum was corrected or replaced, so what was answered from the old one leaves the portals. Gives how many answers. */
export async function retireAnswers(
  { core, delivery, facts }: Deps,
  order: unknown,
): Promise<
  Verdict<
    { answerCount: number },
    Extract<ProtectionCode, 'PERSON_UNKNOWN' | 'OFFICER_MISSING' | 'RETIRE_TYPE' | 'ORDER_MALFORMED'>
  >
> {
  const read = readOrder(makeRetireOrder(facts), order, ['PERSON_UNKNOWN', 'OFFICER_MISSING', 'RETIRE_TYPE'])
  if (!read.ok) return read
  const { personRef, type, by } = read.value
  return delivery.transact(async (work) => {
    const person = await work.tx
      .selectFrom('people')
      .select('person_ref')
      .where('person_ref', '=', personRef)
      .executeTakeFirst()
    if (person === undefined) return no('PERSON_UNKNOWN')
    const which = sql`p.person_ref = ${personRef} and v.type = ${type}`
    return ok({ answerCount: await retireWithin(work, { which, why: 'corrected', by, core }) })
  })
}
