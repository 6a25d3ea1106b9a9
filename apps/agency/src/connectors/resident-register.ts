import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Register, RegisterEntry } from '../connector.ts'
import type { AgencyTables } from '../tables.ts'

const foundMax = 50

/** The residents of a municipality. */
export const residentRegister: Register = {
  async find(tx, { name, birthDate }) {
    const written = name === undefined ? undefined : withoutBlanks(name)
    if (written === undefined && birthDate === undefined) return []
    return select(
      tx,
      sql`${written ?? null}::text is null or translate(name, ' ' || chr(12288), '') = ${written ?? ''}
        or translate(kana, ' ' || chr(12288), '') = ${written ?? ''}`,
      birthDate,
    )
  },
  async findOne(tx, personRef) {
    const [found] = await select(tx, sql`person_ref = ${personRef}`, undefined)
    return found
  },
}

async function select(
  tx: Kysely<AgencyTables>,
  which: RawBuilder<unknown>,
  birthDate: string | undefined,
): Promise<readonly RegisterEntry[]> {
  const { rows } = await sql<RegisterEntry>`
    select person_ref as "personRef", name, kana, birth_date::text as "birthDate", address from residents
    where (${which}) and (${birthDate ?? null}::date is null or birth_date = ${birthDate ?? null}::date)
    order by kana, birth_date, person_ref limit ${foundMax}`.execute(tx)
  return rows
}

/** Half and full width are one, and blanks none: the register and a keyboard write a name differently. */
function withoutBlanks(name: string): string {
  return name.normalize('NFKC').replace(/\s/g, '')
}
