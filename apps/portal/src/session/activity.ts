import type { Work } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import type { Kysely, RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'

export const activityEvents = [
  'logged-in',
  'registered',
  'asked',
  'filed',
  'withdrawn',
  'deleted',
  'check-requested',
  'answers-viewed',
  'answers-saved',
  'history-viewed',
  'history-saved',
  'activities-saved',
  'logged-out',
  'session-ended',
  'card-revoked',
  'sessions-closed',
  'email-given',
  'email-confirmed',
  'email-removed',
  'card-joined',
  'recovery-made',
  'recovery-used',
  'vault-begun',
  'vault-mismatch',
] as const

export type ActivityEvent = (typeof activityEvents)[number]

export type Activity = {
  readonly at: Date
  readonly event: ActivityEvent
  readonly channel: 'page' | 'api'
  readonly kind: string | undefined
  readonly count: number | undefined
  readonly cardNotAfter: Date | undefined
}

/** Kept for so long. */
export const activityKeptMs = 365 * dayMs
/** The newest of them are shown; there is room for three a day. */
const activitiesMax = 1000

type NewActivity = {
  readonly event: ActivityEvent
  readonly at: Date
  readonly kind?: string
  readonly count?: number
  readonly cardNotAfter?: Date
}

type Who = { readonly account: string; readonly channel: 'page' | 'api' }

/** Writes one line, in the caller's transaction where there is one. */
export async function noteActivity(
  db: Kysely<PortalTables>,
  who: Who,
  { event, at, kind, count, cardNotAfter }: NewActivity,
): Promise<void> {
  await db
    .insertInto('activities')
    .values({
      account: who.account,
      channel: who.channel,
      at,
      event,
      kind: kind ?? null,
      count: count ?? null,
      card_not_after: cardNotAfter ?? null,
    })
    .execute()
}

/** Lines of the rows (account, channel, card_not_after) that `rows` selects, as a part of the caller's statement. */
export function noteActivities(
  event: ActivityEvent,
  { rows, at }: { rows: RawBuilder<unknown>; at: Date },
): RawBuilder<unknown> {
  return sql`
    insert into activities (account, channel, at, event, card_not_after)
    select account, channel, ${at}, ${event}, card_not_after from ${rows} as t`
}

export async function forgetActivities(db: Kysely<PortalTables>, { before }: { before: Date }): Promise<void> {
  await db.deleteFrom('activities').where('at', '<', before).execute()
}

/** The same without waiting: the caller's transaction does, at its end. */
export function writeActivity(
  { write }: Pick<Work<PortalTables>, 'write'>,
  { account, channel }: Who,
  { event, at, kind, count }: NewActivity,
): void {
  write(sql`
    insert into activities (account, channel, at, event, kind, count)
    values (${account}, ${channel}, ${at}, ${event}, ${kind ?? null}, ${count ?? null})`)
}

/** The same for what was only looked at or saved. */
export function noteSeen(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  session: Session,
  seen: Omit<NewActivity, 'at'>,
): Promise<void> {
  return noteActivity(db.kysely, session, { ...seen, at: clock.now() })
}

/** What this account did, newest first. */
export async function listActivities({ db }: Pick<Ground, 'db'>, session: Session): Promise<readonly Activity[]> {
  const rows = await db.kysely
    .selectFrom('activities')
    .selectAll()
    .where('account', '=', session.account)
    .orderBy('activity', 'desc')
    .limit(activitiesMax)
    .execute()
  return rows.map(({ at, event, channel, kind, count, card_not_after }) => ({
    at,
    event,
    channel,
    kind: kind ?? undefined,
    count: count ?? undefined,
    cardNotAfter: card_not_after ?? undefined,
  }))
}
