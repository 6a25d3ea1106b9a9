import pg from 'pg'

export type Column = {
  readonly table: string
  readonly name: string
  /** `text`, `int8`, `timestamptz`, `_text` for an array. */
  readonly type: string
  readonly isNullable: boolean
  /** It has a value where a statement gives none. */
  readonly hasDefault: boolean
  /** The texts that a check lets in, where it lists them. */
  readonly only: readonly string[] | null
}

/** Every column of a database but those of the list of migrations. */
export async function listColumns(url: string): Promise<readonly Column[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Omit<Column, 'only'> & { check: string | null }>(columns)
    return rows.map(({ check, ...column }) => ({ ...column, only: check === null ? null : readOnly(check) }))
  } finally {
    await client.end()
  }
}

const columns = `
  select c.relname as table, a.attname as name, t.typname as type, not a.attnotnull as "isNullable",
    a.atthasdef or a.attidentity <> '' as "hasDefault",
    (select pg_get_constraintdef(k.oid) from pg_constraint k
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum] limit 1) as check
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_type t on t.oid = a.atttypid
  where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
    and c.relname <> 'madoguchi_migrations'
  order by c.relname, a.attnum`

/** `CHECK ((a = ANY (ARRAY['x'::text, 'y'::text])))` and nothing else. */
function readOnly(check: string): string[] | null {
  const [, list] = /^CHECK \(\(\w+ = ANY \(ARRAY\[([^\]]*)\]\)\)\)$/.exec(check) ?? []
  return list === undefined ? null : [...list.matchAll(/'([^']*)'/g)].map(([, word = '']) => word).sort()
}
