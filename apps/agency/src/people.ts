import type { Delivery } from '@madoguchi/delivery'
import type { Random, Verdict } from '@madoguchi/kit'
import { dayMs, makeId, no, ok } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { noteEarlierCode } from './earlier-codes.ts'
import type { tieErrors } from './errors.ts'
import type { AgencyTables } from './tables.ts'

export type AgencyPerson = {
  readonly personRef: string
  readonly residentCode: string
  readonly holdsAnswers?: boolean
  readonly withholdsData?: boolean
  readonly hidesRecords?: boolean
}

/** Takes people into the agency's own tables; those already known stay as they are. */
export async function importPeople(db: Kysely<AgencyTables>, people: readonly AgencyPerson[]): Promise<void> {
  await sql`
    insert into people (person_ref, resident_code, holds_answers, withholds_data, hides_records)
    select p->>'personRef', p->>'residentCode', coalesce((p->>'holdsAnswers')::boolean, false),
      coalesce((p->>'withholdsData')::boolean, false), coalesce((p->>'hidesRecords')::boolean, false)
    from jsonb_array_elements(${JSON.stringify(people)}::jsonb) p on conflict do nothing`.execute(db)
}

const itemsMax = 250
const acquisitionLivesMs = 7 * dayMs

/**
 * 符号取得: asks the registry to have link codes made for everybody who has none and none on the way. The codes
 * arrive later, by `code-assigned`; what did not come in a week is asked for again. Gives how many were asked for.
 */
export async function acquireCodes(options: {
  delivery: Delivery<AgencyTables>
  registry: string
  random: Random
}): Promise<number> {
  const { delivery, registry, random } = options
  return delivery.transact(async (work) => {
    const lostBefore = new Date(work.at.getTime() - acquisitionLivesMs)
    await work.tx.deleteFrom('acquisitions').where('asked_at', '<', lostBefore).execute()
    const people = await work.tx
      .selectFrom('people')
      .leftJoin('acquisitions', 'acquisitions.person_ref', 'people.person_ref')
      .select(['people.person_ref', 'people.resident_code'])
      .where('people.link_code', 'is', null)
      .where('acquisitions.acquisition', 'is', null)
      .orderBy('people.person_ref')
      .execute()
    const wanted = people.map((row) => ({ acquisition: makeId('acq', random), ...row }))
    // Whom somebody else asks for at this very moment is theirs: the row is there already.
    const { rows } = await sql<{ acquisition: string }>`
      insert into acquisitions (acquisition, person_ref, asked_at)
      select acquisition, person_ref, ${work.at} from unnest(${wanted.map((i) => i.acquisition)}::text[], ${wanted.map((i) => i.person_ref)}::text[])
        as t (acquisition, person_ref)
      on conflict (person_ref) do nothing returning acquisition`.execute(work.tx)
    const noted = new Set(rows.map(({ acquisition }) => acquisition))
    const items = wanted
      .filter(({ acquisition }) => noted.has(acquisition))
      .map(({ acquisition, resident_code }) => ({ acquisition, residentCode: resident_code }))
    const notAfter = work.at.getTime() + acquisitionLivesMs
    for (let i = 0; i < items.length; i += itemsMax)
      work.post({ name: 'acquire-code', to: registry, body: { items: items.slice(i, i + itemsMax) }, notAfter })
    return items.length
  })
}

/**
 * An officer found that the tie between a person here and their link code is broken: the code finds nobody any more and is
 * asked for again. Until it is here the network does not find the person at this agency; what still comes under the earlier
 * code is marked as theirs.
 */
export async function tiePerson(
  options: Parameters<typeof acquireCodes>[0],
  personRef: string,
): Promise<Verdict<undefined, keyof typeof tieErrors>> {
  const isKnown = await options.delivery.transact(async ({ tx, at }) => {
    await noteEarlierCode(tx, personRef, at)
    await tx.deleteFrom('acquisitions').where('person_ref', '=', personRef).execute()
    const freed = await tx
      .updateTable('people')
      .set({ link_code: null })
      .where('person_ref', '=', personRef)
      .executeTakeFirst()
    return freed.numUpdatedRows > 0n
  })
  if (!isKnown) return no('PERSON_UNKNOWN')
  await acquireCodes(options)
  return ok()
}

/** 符号: keeps the codes that came and forgets their acquisition numbers. Unknown numbers are passed over. */
export async function keepCodes(
  tx: Kysely<AgencyTables>,
  items: readonly { readonly acquisition: string; readonly linkCode: string }[],
): Promise<void> {
  await sql`
    with arrived as (select * from unnest(${items.map((i) => i.acquisition)}::text[], ${items.map((i) => i.linkCode)}::text[]) as t (acquisition, link_code)),
    used as (delete from acquisitions a using arrived r where a.acquisition = r.acquisition returning a.person_ref, r.link_code)
    update people p set link_code = u.link_code from used u where p.person_ref = u.person_ref`.execute(tx)
}

/** These people stay without a code: nothing is on the way to them. */
export async function forgetAcquisitions(tx: Kysely<AgencyTables>, acquisitions: readonly string[]): Promise<void> {
  await sql`delete from acquisitions where acquisition = any(${acquisitions}::text[])`.execute(tx)
}

/** What is said of a person's data from now on, in place of what was. */
export async function markPerson(
  tx: Kysely<AgencyTables>,
  personRef: string,
  marks: Required<Pick<AgencyPerson, 'holdsAnswers' | 'withholdsData' | 'hidesRecords'>>,
): Promise<void> {
  await tx
    .updateTable('people')
    .set({ holds_answers: marks.holdsAnswers, withholds_data: marks.withholdsData, hides_records: marks.hidesRecords })
    .where('person_ref', '=', personRef)
    .execute()
}
