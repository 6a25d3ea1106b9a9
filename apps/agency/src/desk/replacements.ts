import type { Verdict } from '@madoguchi/kit'
import { dayMs, makeId, no, ok } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { AgencyTables } from '../tables.ts'
import { type By, noteLine } from './audit.ts'
import type { OfficersCode } from './errors.ts'
import type { DeskGround } from './ground.ts'
import type { Invitation } from './invitations.ts'
import { createInvitation } from './invitations.ts'
import { findOfficer, lockOfficer } from './officers.ts'
import { ownAffairs } from './roles.ts'
import { endSessionsOf } from './sessions.ts'

const replacementLivesMs = dayMs

export type Replacement = {
  readonly replacement: string
  readonly begunBy: string
  readonly begunByName: string
  readonly begunAt: Date
}

/** The one that waits for a second administrator. */
export async function findReplacement(
  db: Kysely<AgencyTables>,
  officer: string,
  at: Date,
): Promise<Replacement | undefined> {
  const row = await db
    .selectFrom('passkey_replacements')
    .innerJoin('officers', 'officers.officer', 'passkey_replacements.begun_by')
    .select(['replacement', 'begun_by', 'begun_at', 'officers.name'])
    .where('passkey_replacements.officer', '=', officer)
    .where('confirmed_at', 'is', null)
    .where('ends_at', '>', at)
    .orderBy('begun_at', 'desc')
    .executeTakeFirst()
  return row && { replacement: row.replacement, begunBy: row.begun_by, begunByName: row.name, begunAt: row.begun_at }
}

type BeginCode = Extract<OfficersCode, 'OFFICER_UNKNOWN' | 'OFFICER_SELF' | 'REPLACEMENT_RUNS'>

/** A passkey is lost: its holder is logged out everywhere. Another administrator has a day to confirm. */
export function beginReplacement(
  { db, clock, random }: DeskGround,
  by: By,
  officer: string,
): Promise<Verdict<undefined, BeginCode>> {
  return db.transact(async (tx) => {
    if (officer === by.officer) return no('OFFICER_SELF')
    const at = clock.now()
    if ((await findOfficer(tx, officer)) === undefined) return no('OFFICER_UNKNOWN')
    await lockOfficer(tx, officer)
    if ((await findReplacement(tx, officer, at)) !== undefined) return no('REPLACEMENT_RUNS')
    await tx
      .insertInto('passkey_replacements')
      .values({
        ...{ replacement: makeId('rpl', random), officer, begun_by: by.officer, begun_at: at },
        ends_at: new Date(at.getTime() + replacementLivesMs),
      })
      .execute()
    await endSessionsOf(tx, officer)
    await noteLine(tx, at, by, { affair: ownAffairs.desk, what: 'replacement-begun', subject: officer })
    return ok()
  })
}

type ConfirmCode = Extract<OfficersCode, 'OFFICER_UNKNOWN' | 'OFFICER_SELF' | 'REPLACEMENT_NONE' | 'REPLACEMENT_SAME'>

/** The second administrator confirms, and gets the link to hand over: it is shown to them once and kept nowhere. */
export function confirmReplacement(
  { db, clock, random }: DeskGround,
  by: By,
  { officer, origin }: { readonly officer: string; readonly origin: string },
): Promise<Verdict<Invitation, ConfirmCode>> {
  return db.transact(async (tx) => {
    if (officer === by.officer) return no('OFFICER_SELF')
    const at = clock.now()
    if ((await findOfficer(tx, officer)) === undefined) return no('OFFICER_UNKNOWN')
    const open = await findReplacement(tx, officer, at)
    if (open === undefined) return no('REPLACEMENT_NONE')
    if (open.begunBy === by.officer) return no('REPLACEMENT_SAME')
    const { numUpdatedRows } = await tx
      .updateTable('passkey_replacements')
      .set({ confirmed_by: by.officer, confirmed_at: at })
      .where('replacement', '=', open.replacement)
      .where('confirmed_at', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) return no('REPLACEMENT_NONE')
    await noteLine(tx, at, by, { affair: ownAffairs.desk, what: 'replacement-confirmed', subject: officer })
    return ok(await createInvitation(tx, { random, at, by: by.name }, { origin, officer }))
  })
}
