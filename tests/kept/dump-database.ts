import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { PartyDatabase } from '@madoguchi/db'
import { openDatabase } from '@madoguchi/db'
import { sql } from 'kysely'
import type { KeptDatabase } from './kept-nation.ts'

const journal = 'madoguchi_migrations'

/** Every table's rows as PostgreSQL itself writes them in JSON, and the texts of the migrations that ran. */
export async function dumpDatabase({
  migrateUrl,
  party,
}: Pick<PartyDatabase, 'migrateUrl' | 'party'>): Promise<KeptDatabase> {
  await using db = openDatabase<Record<string, never>>({ connection: migrateUrl, applicationName: `dump-${party}` })
  const { rows: ran } = await sql<{ series: string; number: number; name: string; checksum: string }>`
    select series, number, name, checksum from madoguchi_migrations order by applied_at, series, number`.execute(
    db.kysely,
  )
  const texts = readMigrationTexts()
  const migrations = ran.map(({ checksum, ...migration }) => {
    const text = texts.get(checksum)
    if (text === undefined) throw new Error(`no file ran as ${migration.name}`)
    return { ...migration, name: text.file, sql: text.sql }
  })
  const { rows: found } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`.execute(
    db.kysely,
  )
  const tables: Record<string, string> = {}
  for (const { name } of found) {
    if (name === journal) continue
    const { rows } = await sql<{ json: string }>`
      select coalesce(jsonb_agg(to_jsonb(t)), '[]')::text as json from ${sql.table(name)} t`.execute(db.kysely)
    tables[name] = rows[0]?.json ?? '[]'
  }
  return { migrations, tables }
}

function readMigrationTexts(): Map<string, { file: string; sql: string }> {
  const root = new URL('../../', import.meta.url).pathname
  return new Map(
    globSync('{apps,packages}/*/migrations/**/*.sql', { cwd: root }).map((path) => {
      const sql = readFileSync(`${root}/${path}`, 'utf8').replaceAll('\r\n', '\n')
      return [createHash('sha256').update(sql).digest('hex'), { file: basename(path), sql }]
    }),
  )
}
