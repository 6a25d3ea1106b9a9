import pg from 'pg'

/** One line a right that a role has: `table: select, insert (a, b), update (c)`; sorted. */
export async function listRights(runUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: runUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ line: string }>(everyRight)
    return rows.map(({ line }) => line)
  } finally {
    await client.end()
  }
}

/**
 * From the catalogues, so that it is what PostgreSQL goes by: what was granted to the role or to everybody, on whole tables and
 * on columns, on sequences, functions that run as their owner, schemas and the database itself. What everybody has of the
 * system's own schemas is PostgreSQL's and stands apart from ours.
 */
const everyRight = `
  with mine as (
    select c.relname as name, c.relkind as kind, a.privilege_type as what, null as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join aclexplode(c.relacl) a
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and a.grantee in (0, current_user::regrole)
    union all
    select c.relname, c.relkind, a.privilege_type, string_agg(t.attname, ', ' order by t.attnum)
    from pg_attribute t join pg_class c on c.oid = t.attrelid join pg_namespace n on n.oid = c.relnamespace
      cross join aclexplode(t.attacl) a
    where n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and a.grantee in (0, current_user::regrole)
    group by 1, 2, 3)
  select line from (
    select format('%s%s: %s', case kind when 'S' then 'sequence ' else '' end, name, string_agg(
      lower(what) || coalesce(' (' || columns || ')', ''), ', '
      order by array_position('{SELECT,INSERT,UPDATE,DELETE}'::text[], what), what, columns nulls first)) as line
    from mine group by kind, name
    union all
    select format('schema %s: %s', nspname, string_agg(lower(a.privilege_type), ', ' order by a.privilege_type))
    from pg_namespace cross join aclexplode(nspacl) a
    where nspname not in ('pg_catalog', 'information_schema') and a.grantee in (0, current_user::regrole) group by nspname
    union all
    select format('the database: %s', string_agg(lower(a.privilege_type), ', ' order by a.privilege_type))
    from pg_database cross join aclexplode(datacl) a where datname = current_database() and a.grantee in (0, current_user::regrole)
    union all
    select format('function %s runs as its owner', p.oid::regprocedure)
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
    union all
    select format('member of %s', roleid::regrole) from pg_auth_members where member = current_user::regrole
    union all
    select format('owns %s', relname) from pg_class where relowner = current_user::regrole
  ) as lines where line is not null order by line collate "C"`
