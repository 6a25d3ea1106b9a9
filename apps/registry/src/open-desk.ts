import { fileURLToPath } from 'node:url'
import type { Database } from '@madoguchi/db'
import { demandMigrated, openDatabase } from '@madoguchi/db'
import { deliveryMigrations } from '@madoguchi/delivery'
import type { Bytes, Clock, Random, Verdict } from '@madoguchi/kit'
import type { CrlReason, TrustAnchor } from '@madoguchi/pki'
import { makeSubstituter } from '@madoguchi/pki/issue'
import type { StoredAuthorities } from './authorities.ts'
import { readAuthorities } from './authorities.ts'
import type { EnrolRefusal } from './enrol.ts'
import { enrol } from './enrol.ts'
import type { IssuedCard } from './issue-card.ts'
import { issueCard } from './issue-card.ts'
import { makeRevocationList } from './revocation.ts'
import type { RegistryTables } from './tables.ts'

export type ListedResident = { readonly residentCode: string; readonly name: string }

/** What whoever runs the sandbox asks of the registry, beside the network. */
export type RegistryDesk = {
  enrol(order: { certificate: Bytes; residentCode: string }): Promise<Verdict<{ isTrusted: boolean }, EnrolRefusal>>
  /** For keys that were made on a card. Throws AppError RESIDENT_UNKNOWN. */
  issueCard(order: Parameters<typeof issueCard>[1]): Promise<IssuedCard>
  /** Throws AppError CERTIFICATE_UNKNOWN. */
  revoke(fingerprint: string, reason: CrlReason): Promise<void>
  /** Everybody, by code. */
  listResidents(): Promise<ListedResident[]>
  /** The code of whom a certificate belongs to. */
  findHolder(fingerprint: string): Promise<string | undefined>
}

/** What must have run on the registry's database, by its owner, before it starts. */
export const registrySeries = [
  deliveryMigrations,
  { name: 'registry', folder: fileURLToPath(new URL('../migrations/', import.meta.url)) },
] as const

/** Opens the registry's database for its desk alone, while the registry does not run. */
export async function openDesk(deps: {
  runUrl: string
  authorities: StoredAuthorities
  clock: Clock
  random: Random
}): Promise<RegistryDesk & AsyncDisposable> {
  await demandMigrated({ connection: deps.runUrl, series: registrySeries })
  const db = openDatabase<RegistryTables>({ connection: deps.runUrl, applicationName: 'registry-desk' })
  const authorities = readAuthorities(deps.authorities)
  const { clock, random } = deps
  const { revoke } = makeRevocationList({ db, authorities, clock })
  const desk = makeDesk({
    db,
    revoke,
    issueCard: (order) => issueCard({ db, authorities, clock, random, substitute: makeSubstituter() }, order),
    anchors: [authorities.authentication.anchor],
    clock,
  })
  return { ...desk, [Symbol.asyncDispose]: () => db[Symbol.asyncDispose]() }
}

export function makeDesk(deps: {
  db: Database<RegistryTables>
  anchors: readonly TrustAnchor[]
  clock: Clock
  revoke: RegistryDesk['revoke']
  issueCard: RegistryDesk['issueCard']
}): RegistryDesk {
  const { db, revoke, issueCard: issue } = deps
  return {
    revoke,
    issueCard: issue,
    enrol: (order) => enrol(deps, order),
    async listResidents() {
      const rows = await db.kysely
        .selectFrom('residents')
        .select(['resident_code', 'name'])
        .orderBy('resident_code')
        .execute()
      return rows.map((row) => ({ residentCode: row.resident_code, name: row.name }))
    },
    async findHolder(fingerprint) {
      const row = await db.kysely
        .selectFrom('certificates')
        .select('resident_code')
        .where('fingerprint', '=', fingerprint)
        .executeTakeFirst()
      return row?.resident_code
    },
  }
}
