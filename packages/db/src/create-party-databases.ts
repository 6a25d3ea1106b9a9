import assert from 'node:assert/strict'
import pg from 'pg'
import type { EmbeddedServer } from './embedded/open-embedded-server.ts'
import { findSecret, keepSecret, makePassword } from './secrets.ts'
import { makeSocketUrl } from './socket-url.ts'
import { toAppError } from './to-app-error.ts'

export type PartyDatabase = {
  readonly party: string
  /** For `migrate`: the role that owns the database. Holds a password: never log it. */
  readonly migrateUrl: string
  /** For `openDatabase`: the role that may do what the SQL files grant it, and nothing else. Holds a password. */
  readonly runUrl: string
  readonly runRole: string
}

type Server = Pick<EmbeddedServer, 'adminUrl' | 'secretsFolder' | 'socketFolder'>

const partyPattern = /^[a-z][a-z0-9_]{0,39}$/

/** As `createPartyDatabases`, for one party. */
export async function createPartyDatabase(options: { server: Server; party: string }): Promise<PartyDatabase> {
  const [made] = await createPartyDatabases({ server: options.server, parties: [options.party] })
  assert(made !== undefined)
  return made
}

/**
 * A database `madoguchi_<party>` and the roles `<party>_owner` and `<party>_run` for each party, in the order given.
 * What exists already is left as it is, so it is called at every start. Nobody else's role can connect.
 * Parties match /^[a-z][a-z0-9_]{0,39}$/. Throws DB_UNAVAILABLE or DB_QUERY_FAILED.
 */
export async function createPartyDatabases(options: {
  server: Server
  parties: readonly string[]
}): Promise<PartyDatabase[]> {
  for (const party of options.parties) assert.match(party, partyPattern, 'a party is named by a-z, 0-9 and _')
  const { server } = options
  try {
    return await withAdmin(server.adminUrl, async (admin) => {
      const made: PartyDatabase[] = []
      const existing = await readExisting(admin)
      for (const party of options.parties) {
        const owner = `${party}_owner`
        const run = `${party}_run`
        const database = `madoguchi_${party}`
        const ownerPassword = await createRole({ admin, server, role: owner, isThere: existing.roles.has(owner) })
        const runPassword = await createRole({ admin, server, role: run, isThere: existing.roles.has(run) })
        if (!existing.databasesReady.has(database)) await createDatabase({ admin, server, database, owner, run })
        const { socketFolder } = server
        made.push({
          party,
          migrateUrl: makeSocketUrl({ socketFolder, database, user: owner, password: ownerPassword }),
          runUrl: makeSocketUrl({ socketFolder, database, user: run, password: runPassword }),
          runRole: run,
        })
      }
      return made
    })
  } catch (error) {
    throw toAppError(error)
  }
}

async function withAdmin<T>(url: string, use: (admin: pg.Client) => Promise<T>): Promise<T> {
  const admin = new pg.Client({ connectionString: url, application_name: 'madoguchi-admin' })
  // A broken connection also fails the statement that waits for it.
  admin.on('error', () => {})
  await admin.connect()
  try {
    return await use(admin)
  } finally {
    await admin.end()
  }
}

/** A database is ready when its running role may connect: that right is given last. */
async function readExisting(admin: pg.Client): Promise<{ roles: Set<string>; databasesReady: Set<string> }> {
  const roles = await admin.query<{ name: string }>('SELECT rolname AS name FROM pg_roles')
  const databases = await admin.query<{ name: string }>(
    `SELECT d.datname AS name FROM pg_database d, aclexplode(d.datacl) a JOIN pg_roles r ON r.oid = a.grantee
      WHERE a.privilege_type = 'CONNECT' AND d.datname = 'madoguchi_' || left(r.rolname, -4) AND r.rolname LIKE '%\\_run'`,
  )
  return {
    roles: new Set(roles.rows.map((row) => row.name)),
    databasesReady: new Set(databases.rows.map((row) => row.name)),
  }
}

/** The password's file is written after the role has it: a kill between the two gives the role another one next time. */
async function createRole(options: {
  admin: pg.Client
  server: Server
  role: string
  isThere: boolean
}): Promise<string> {
  const { admin, role } = options
  const folder = options.server.secretsFolder
  const kept = await findSecret(folder, role)
  if (kept !== undefined && options.isThere) return kept
  const secret = kept ?? makePassword()
  const verb = options.isThere ? 'ALTER' : 'CREATE'
  await admin.query(
    `${verb} ROLE ${pg.escapeIdentifier(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS NOINHERIT
      PASSWORD ${pg.escapeLiteral(secret)}`,
  )
  if (kept === undefined) await keepSecret({ folder, name: role, secret })
  return secret
}

async function createDatabase(options: {
  admin: pg.Client
  server: Server
  database: string
  owner: string
  run: string
}): Promise<void> {
  const { admin } = options
  const database = pg.escapeIdentifier(options.database)
  const owner = pg.escapeIdentifier(options.owner)
  const run = pg.escapeIdentifier(options.run)
  const found = await admin.query('SELECT FROM pg_database WHERE datname = $1', [options.database])
  if (found.rowCount === 0) await admin.query(`CREATE DATABASE ${database} OWNER ${owner} ALLOW_CONNECTIONS false`)
  await admin.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`)
  await admin.query(`ALTER DATABASE ${database} WITH ALLOW_CONNECTIONS true`)
  const url = new URL(options.server.adminUrl)
  url.pathname = `/${options.database}`
  await withAdmin(url.href, async (inside) => {
    await inside.query(
      `REVOKE ALL ON SCHEMA public FROM PUBLIC;
       GRANT USAGE ON SCHEMA public TO ${run};
       -- PostgreSQL 15 gives a role that inherits nothing no right in the schema of its own database; newer ones do.
       GRANT USAGE, CREATE ON SCHEMA public TO ${owner};
       ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
       -- Large objects would be tables that no SQL file made.
       REVOKE EXECUTE ON FUNCTION pg_catalog.lo_create(oid), pg_catalog.lo_creat(integer), pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC`,
    )
  })
  await admin.query(`GRANT CONNECT ON DATABASE ${database} TO ${run}`)
}
