import { fileURLToPath } from 'node:url'
import type { MigrationSeries } from '@madoguchi/db'
import type { AgencyId, Datum, DatumRecord, Value } from '@madoguchi/facts'
import { unset } from '@madoguchi/facts'
import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Connector, Question } from '../connector.ts'
import type { AgencyTables } from '../tables.ts'
import { residentRegister } from './resident-register.ts'

type TaxRow = {
  person_ref: string
  tax_year: number
  income_year: number
  taxation: string
  corrected_on: string | null
  assessed_on: string
  items: Record<string, number>
}

/** What must have run on the database of an agency that answers from tax tables. */
export const municipalityMigrations: MigrationSeries = {
  name: 'municipality',
  folder: fileURLToPath(new URL('../../migrations/municipality/', import.meta.url)),
}

/** 市町村: answers 地方税関係情報 by SQL on the tax system's own tables. */
export function makeMunicipality(self: AgencyId): Connector {
  return {
    provides: ['local-tax'],
    migrations: municipalityMigrations,
    register: residentRegister,
    async findData(tx, questions) {
      const data: ReadonlyMap<string, Datum>[] = []
      for (const question of questions) data.push(await findTaxes(tx, self, question))
      return data
    },
  }
}

async function findTaxes(
  tx: Kysely<AgencyTables>,
  self: AgencyId,
  { type, layout, people, period }: Question,
): Promise<ReadonlyMap<string, Datum>> {
  if (type !== 'local-tax') return new Map()
  const itemFields = layout.fields.map(({ id }) => id).filter((id) => !ownColumns.includes(id))
  const rows = await findAssessments(tx, people, period)
  return new Map(
    [...Map.groupBy(rows, (row) => row.person_ref)].map(([person, years]) => {
      const asOf =
        years
          .map((year) => year.assessed_on)
          .sort()
          .at(-1) ?? ''
      const datum: Datum = {
        type: 'local-tax',
        layout: layout.version,
        asOf,
        source: self,
        records: years.map((year) => recordOf(year, itemFields)),
      }
      return [person, datum]
    }),
  )
}

async function findAssessments(
  tx: Kysely<AgencyTables>,
  people: readonly string[],
  period: { from: string; until: string } | undefined,
): Promise<TaxRow[]> {
  const { rows } = await sql<TaxRow>`
    select a.person_ref, a.tax_year, a.income_year, a.taxation, a.corrected_on::text, a.assessed_on::text,
      coalesce(jsonb_object_agg(i.item, i.amount) filter (where i.item is not null), '{}') as items
    from tax_assessments a left join tax_items i using (person_ref, tax_year)
    where a.person_ref = any(${people}::text[])
      and a.tax_year >= ${period === undefined ? 0 : Number(period.from.slice(0, 4))}
      and a.tax_year <= ${period === undefined ? 9999 : Number(period.until.slice(0, 4))}
    group by a.person_ref, a.tax_year order by a.person_ref, a.tax_year`.execute(tx)
  return rows
}

const ownColumns: readonly string[] = ['incomeYear', 'taxYear', 'taxation', 'correctedOn']

function recordOf(row: TaxRow, itemFields: readonly string[]): DatumRecord {
  const values: Record<string, Value> = {
    incomeYear: row.income_year,
    taxYear: row.tax_year,
    taxation: row.taxation,
    correctedOn: row.corrected_on ?? unset,
  }
  // The tax system writes down only what there is: in an assessed year an item without a row is zero, not unknown.
  for (const field of itemFields) values[field] = row.items[taxItemCode(field)] ?? 0
  return { key: String(row.tax_year), values }
}

/** The tax system names an item in capitals; the layout in camelCase: SALARY_REVENUE → salaryRevenue. */
function taxItemCode(field: string): string {
  return field.replace(/[A-Z0-9]+/g, (part) => `_${part}`).toUpperCase()
}

export type TaxAssessment = {
  readonly personRef: string
  readonly taxYear: number
  readonly incomeYear: number
  readonly taxation: '1' | '2' | '3' | '4'
  readonly assessedOn: string
  readonly correctedOn?: string
  /** Amounts and numbers by field of the layout; what is not given is zero. */
  readonly items: Readonly<Record<string, number>>
}

export type MunicipalResident = {
  readonly personRef: string
  readonly name: string
  readonly kana: string
  readonly birthDate: string
  readonly sex: string
  readonly address: string
  readonly householdNumber: string
  readonly relationship: string
}

/** Takes business data into the municipality's own tables. What is there already stays as it is. */
export async function importMunicipality(
  db: Kysely<AgencyTables>,
  data: { residents: readonly MunicipalResident[]; assessments: readonly TaxAssessment[] },
): Promise<void> {
  const { residents, assessments } = data
  await sql`insert into residents select r->>'personRef', r->>'name', r->>'kana', (r->>'birthDate')::date, r->>'sex', r->>'address',
      r->>'householdNumber', r->>'relationship' from jsonb_array_elements(${JSON.stringify(residents)}::jsonb) r on conflict do nothing`.execute(
    db,
  )
  await sql`insert into tax_assessments select a->>'personRef', (a->>'taxYear')::int, (a->>'incomeYear')::int, a->>'taxation',
      (a->>'correctedOn')::date, (a->>'assessedOn')::date from jsonb_array_elements(${JSON.stringify(assessments)}::jsonb) a on conflict do nothing`.execute(
    db,
  )
  const items = assessments.flatMap(({ personRef, taxYear, items }) =>
    Object.entries(items).map(([field, amount]) => ({ personRef, taxYear, item: taxItemCode(field), amount })),
  )
  await sql`insert into tax_items select i->>'personRef', (i->>'taxYear')::int, i->>'item', (i->>'amount')::bigint
      from jsonb_array_elements(${JSON.stringify(items)}::jsonb) i on conflict do nothing`.execute(db)
}
