import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createPartyDatabase, type Database, migrate, openDatabase } from '@madoguchi/db'
import { openTestServer } from '@madoguchi/db/testing'
import { deliveryMigrations } from '@madoguchi/delivery'
import type { PortalTables } from '../shell/tables.ts'

const whole = fileURLToPath(new URL('../../migrations/', import.meta.url))

/** A portal's database as it was before a migration of the same name as `next` (`0007`), and the way on to later ones. */
export async function openOldDatabase(
  next: string,
): Promise<AsyncDisposable & { db: Database<PortalTables>; migrateUntil(next?: string): Promise<void> }> {
  await using stack = new AsyncDisposableStack()
  const server = stack.use(await openTestServer())
  const { migrateUrl, runUrl } = await createPartyDatabase({ server, party: 'portal' })

  async function migrateUntil(end = '9999'): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'madoguchi-migrations-'))
    try {
      for (const name of await readdir(whole)) if (name < end) await copyFile(join(whole, name), join(folder, name))
      await migrate({ connection: migrateUrl, series: [deliveryMigrations, { name: 'portal', folder }] })
    } finally {
      await rm(folder, { recursive: true })
    }
  }

  await migrateUntil(next)
  const db = stack.use(openDatabase<PortalTables>({ connection: runUrl, applicationName: 'test' }))
  const owned = stack.move()
  return { db, migrateUntil, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}
