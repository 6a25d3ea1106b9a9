import type pg from 'pg'

type Made = { readonly drop: string; readonly make: string }

/**
 * Takes keys and indexes off some tables, lets them be filled, and makes the very same again: sorting many keys once is
 * far quicker than finding each its place. Nothing may refer to the tables by foreign key.
 */
export async function withoutIndexes(
  client: pg.ClientBase,
  tables: readonly string[],
  fill: () => Promise<void>,
): Promise<void> {
  const made = await listMade(client, tables)
  for (const { drop } of made) await client.query(drop)
  await fill()
  for (const { make } of made) await client.query(make)
}

async function listMade(client: pg.ClientBase, tables: readonly string[]): Promise<Made[]> {
  const { rows } = await client.query<Made>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
     from pg_constraint where conrelid = any($1::regclass[]) and contype in ('p', 'u', 'f')
     union all
     select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
     from pg_index where indrelid = any($1::regclass[])
       and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))`,
    [tables],
  )
  return rows
}
