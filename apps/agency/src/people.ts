import type { Delivery } from '@madoguchi/delivery'
import type { Random } from '@madoguchi/kit'
import { dayMs, makeId } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
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

/**
 * 符号取得: asks the registry to have link codes made for everybody who has none and none on the way. The codes
 * arrive later, by `code-assigned`. Gives how many were asked for.
 */
export async function acquireCodes(options: {
  delivery: Delivery<AgencyTables>
  registry: string
  random: Random
}): Promise<number> {
  const { delivery, registry, random } = options
  return delivery.transact(async (work) => {
    const rows = await work.tx
      .selectFrom('people')
      .leftJoin('acquisitions', 'acquisitions.person_ref', 'people.person_ref')
      .select(['people.person_ref', 'people.resident_code'])
      .where('people.link_code', 'is', null)
      .where('acquisitions.acquisition', 'is', null)
      .execute()
    const items = rows.map((row) => ({ acquisition: makeId('acq', random), ...row }))
    if (items.length === 0) return 0
    await sql`
      insert into acquisitions (acquisition, person_ref, asked_at)
      select acquisition, person_ref, ${work.at} from unnest(${items.map((i) => i.acquisition)}::text[], ${items.map((i) => i.person_ref)}::text[])
        as t (acquisition, person_ref)`.execute(work.tx)
    for (let i = 0; i < items.length; i += itemsMax) {
      const part = items
        .slice(i, i + itemsMax)
        .map(({ acquisition, resident_code }) => ({ acquisition, residentCode: resident_code }))
      work.post({ name: 'acquire-code', to: registry, body: { items: part }, notAfter: work.at.getTime() + 7 * dayMs })
    }
    return items.length
  })
}
