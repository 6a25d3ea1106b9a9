import type { Verdict } from '@madoguchi/kit'
import { base64url, makeId, no, ok, sha256, utf8 } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { isOfficer } from '../officer-text.ts'
import type { AgencyTables } from '../tables.ts'
import { type By, noteLine } from './audit.ts'
import type { OfficersCode } from './errors.ts'
import type { DeskGround } from './ground.ts'
import type { Given, Officer } from './roles.ts'
import { ownAffairs } from './roles.ts'
import { endSessionsOf } from './sessions.ts'

/** As a list of officers shows them. */
export type ListedOfficer = Officer & {
  readonly invitedAt: Date
  readonly removedAt: Date | undefined
  readonly hasPasskey: boolean
}

export async function createOfficer(
  tx: Kysely<AgencyTables>,
  { random, at, by }: Pick<DeskGround, 'random'> & { readonly at: Date; readonly by: string },
  { name, roles }: { readonly name: string; readonly roles: readonly Given[] },
): Promise<Verdict<Officer, 'OFFICER_MISSING'>> {
  if (!isOfficer(name)) return no('OFFICER_MISSING')
  const officer = makeId('off', random)
  const handle = base64url.encode(random.bytes(32))
  await tx.insertInto('officers').values({ officer, name: name.trim(), user_handle: handle, invited_at: at }).execute()
  await giveRoles(tx, { officer, roles, at, by })
  return ok({ officer, name: name.trim(), roles })
}

async function giveRoles(
  tx: Kysely<AgencyTables>,
  { officer, roles, at, by }: { officer: string; roles: readonly Given[]; at: Date; by: string },
): Promise<void> {
  const rows = roles.map(({ affair, role }) => ({ officer, affair, role, given_at: at, given_by: by }))
  if (rows.length > 0) await tx.insertInto('officer_roles').values(rows).execute()
}

/** Whoever is there, with what they may do now; undefined for whom nobody knows or who was removed. */
export async function findOfficer(db: Kysely<AgencyTables>, officer: string): Promise<Officer | undefined> {
  const row = await db
    .selectFrom('officers')
    .select(['officer', 'name'])
    .where('officer', '=', officer)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const roles = await db
    .selectFrom('officer_roles')
    .select(['affair', 'role'])
    .where('officer', '=', officer)
    .orderBy('affair')
    .orderBy('role')
    .execute()
  return { ...row, roles }
}

export async function listOfficers(db: Kysely<AgencyTables>): Promise<readonly ListedOfficer[]> {
  const rows = await db
    .selectFrom('officers')
    .leftJoin('passkeys', (join) =>
      join.onRef('passkeys.officer', '=', 'officers.officer').on('passkeys.retired_at', 'is', null),
    )
    .select(['officers.officer', 'name', 'invited_at', 'removed_at', 'passkeys.credential'])
    .orderBy('removed_at', (order) => order.desc().nullsFirst())
    .orderBy('invited_at')
    .limit(1000)
    .execute()
  const given = await db.selectFrom('officer_roles').select(['officer', 'affair', 'role']).orderBy('affair').execute()
  const rolesOf = Map.groupBy(given, ({ officer }) => officer)
  return rows.map(({ officer, name, invited_at, removed_at, credential }) => ({
    ...{ officer, name, roles: rolesOf.get(officer) ?? [], invitedAt: invited_at },
    removedAt: removed_at ?? undefined,
    hasPasskey: credential !== null,
  }))
}

/** What a page showed of somebody's roles: whoever changes them says which state they saw. */
export function markRoles({ roles }: Pick<Officer, 'roles'>): string {
  const text = roles
    .map(({ affair, role }) => `${affair} ${role}`)
    .toSorted()
    .join('\n')
  return base64url.encode(sha256(utf8.encode(text))).slice(0, 16)
}

/** Gives an officer these roles in one affair, in place of those that they had there. Nobody does it for themselves. */
export function changeRoles(
  { db, clock }: DeskGround,
  by: By,
  order: {
    readonly officer: string
    readonly affair: string
    readonly roles: readonly Given['role'][]
    readonly seen: string
  },
): Promise<Verdict<undefined, Extract<OfficersCode, 'OFFICER_UNKNOWN' | 'OFFICER_SELF' | 'OFFICER_CHANGED'>>> {
  const { officer, affair, roles, seen } = order
  return db.transact(async (tx) => {
    if (officer === by.officer) return no('OFFICER_SELF')
    await lockOfficer(tx, officer)
    const there = await findOfficer(tx, officer)
    if (there === undefined) return no('OFFICER_UNKNOWN')
    if (markRoles(there) !== seen) return no('OFFICER_CHANGED')
    const at = clock.now()
    await tx.deleteFrom('officer_roles').where('officer', '=', officer).where('affair', '=', affair).execute()
    await giveRoles(tx, { officer, roles: roles.map((role) => ({ affair, role })), at, by: by.name })
    const reason = roles.length === 0 ? '-' : roles.join(',')
    await noteLine(tx, at, by, { affair, what: 'roles-changed', subject: officer, reason })
    return ok()
  })
}

/** An officer leaves: their sessions end at once, and their passkey opens nothing. */
export function removeOfficer(
  { db, clock }: DeskGround,
  by: By,
  officer: string,
): Promise<Verdict<undefined, Extract<OfficersCode, 'OFFICER_UNKNOWN' | 'OFFICER_SELF'>>> {
  return db.transact(async (tx) => {
    if (officer === by.officer) return no('OFFICER_SELF')
    const at = clock.now()
    const { numUpdatedRows } = await tx
      .updateTable('officers')
      .set({ removed_at: at, removed_by: by.name })
      .where('officer', '=', officer)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return no('OFFICER_UNKNOWN')
    await tx.deleteFrom('officer_roles').where('officer', '=', officer).execute()
    await endSessionsOf(tx, officer)
    await noteLine(tx, at, by, { affair: ownAffairs.desk, what: 'officer-removed', subject: officer })
    return ok()
  })
}

/** Of two who change an officer at once the second one waits here, and sees what the first did. */
export async function lockOfficer(tx: Kysely<AgencyTables>, officer: string): Promise<void> {
  await tx.selectFrom('officers').select('officer').where('officer', '=', officer).forUpdate().execute()
}
