import type { Verdict } from '@madoguchi/kit'
import { dayMs, no, ok } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { readOrder } from '../read-order.ts'
import type { AgencyTables } from '../tables.ts'
import { noteLine } from './audit.ts'
import type { invitationErrors } from './errors.ts'
import type { DeskGround } from './ground.ts'
import { createOfficer } from './officers.ts'
import { ownAffairs, readRoles } from './roles.ts'
import { hashDeskToken, makeDeskToken } from './tokens.ts'

const invitationLivesMs = dayMs

export type InvitationCode = keyof typeof invitationErrors | 'OFFICER_MISSING' | 'ORDER_MALFORMED'

/** A link that was made: it opens one registration, until then. */
export type Invitation = { readonly officer: string; readonly link: string; readonly endsAt: string }

const inviteOrder = z.strictObject({ name: z.string(), roles: z.string(), affairs: z.string() })

/** Who made what the command line makes: whoever may read the agency's secrets. */
export const byCommandLine = 'command line'

/** 職員を招く: somebody new, with these roles in these affairs, and a link by which they register a passkey of their own. */
export async function inviteOfficer(
  ground: DeskGround,
  { origin, isAffair }: { readonly origin: string; readonly isAffair: (affair: string) => boolean },
  order: unknown,
): Promise<Verdict<Invitation, InvitationCode>> {
  const read = readOrder(inviteOrder, order, [])
  if (!read.ok) return read
  const roles = readRoles(read.value, isAffair)
  if (!roles.ok) return roles
  const { db, clock, random } = ground
  return db.transact(async (tx) => {
    const at = clock.now()
    const made = await createOfficer(
      tx,
      { random, at, by: byCommandLine },
      { name: read.value.name, roles: roles.value },
    )
    if (!made.ok) return made
    const { officer } = made.value
    await noteLine(tx, at, byCommandLine, { affair: ownAffairs.desk, what: 'invited', subject: officer })
    return ok(await createInvitation(tx, { random, at, by: byCommandLine }, { origin, officer }))
  })
}

/** A new link for an officer; earlier ones that nobody used stay as good as they were. */
export async function createInvitation(
  tx: Kysely<AgencyTables>,
  { random, at, by }: Pick<DeskGround, 'random'> & { readonly at: Date; readonly by: string },
  { origin, officer }: { readonly origin: string; readonly officer: string },
): Promise<Invitation> {
  const token = makeDeskToken(random)
  const endsAt = new Date(at.getTime() + invitationLivesMs)
  await tx
    .insertInto('desk_invitations')
    .values({ token_hash: hashDeskToken(token), officer, made_at: at, made_by: by, ends_at: endsAt })
    .execute()
  return { officer, link: `${origin}/invitation/${token}`, endsAt: endsAt.toISOString() }
}

/** Whom a link invites: undefined for one that is used, over, or none, and for an officer who was removed. */
export function findInvited(db: Kysely<AgencyTables>, token: string, at: Date) {
  return db
    .selectFrom('desk_invitations')
    .innerJoin('officers', 'officers.officer', 'desk_invitations.officer')
    .select(['officers.officer', 'officers.name', 'officers.user_handle', 'desk_invitations.ends_at'])
    .where('token_hash', '=', hashDeskToken(token))
    .where('used_at', 'is', null)
    .where('ends_at', '>', at)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

/** Uses a link up. INVITATION_ENDED where somebody did before. */
export async function takeInvitation(
  tx: Kysely<AgencyTables>,
  token: string,
  at: Date,
): Promise<Verdict<undefined, 'INVITATION_ENDED'>> {
  const { numUpdatedRows } = await tx
    .updateTable('desk_invitations')
    .set({ used_at: at })
    .where('token_hash', '=', hashDeskToken(token))
    .where('used_at', 'is', null)
    .where('ends_at', '>', at)
    .executeTakeFirst()
  return numUpdatedRows === 0n ? no('INVITATION_ENDED') : ok()
}
