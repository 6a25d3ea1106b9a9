import type { Database } from '@madoguchi/db'
import type { Bytes, Clock } from '@madoguchi/kit'
import { sql } from 'kysely'
import { makeSubject } from './subjects.ts'
import type { RegistryTables } from './tables.ts'

export type ResidentIdentity = {
  readonly residentCode: string
  readonly name: string
  readonly address: string
  /** YYYY-MM-DD */
  readonly birthDate: string
  readonly sex: '1' | '2' | '3'
}

const togetherMax = 5000

/** Takes residents into the registry's own tables; those already known stay as they are. */
export async function importResidents(
  deps: { db: Database<RegistryTables>; subjectKey: Bytes; clock: Clock },
  residents: readonly ResidentIdentity[],
): Promise<void> {
  const at = deps.clock.now()
  for (let i = 0; i < residents.length; i += togetherMax) {
    const part = residents.slice(i, i + togetherMax)
    await sql`
      insert into residents (resident_code, subject, name, address, birth_date, sex, imported_at)
      select code, subject, name, address, birth_date, sex, ${at}
      from unnest(${part.map((r) => r.residentCode)}::text[], ${part.map((r) => makeSubject(deps.subjectKey, r.residentCode))}::text[],
        ${part.map((r) => r.name)}::text[], ${part.map((r) => r.address)}::text[], ${part.map((r) => r.birthDate)}::date[], ${part.map((r) => r.sex)}::text[])
        as t (code, subject, name, address, birth_date, sex)
      on conflict do nothing`.execute(deps.db.kysely)
  }
}
