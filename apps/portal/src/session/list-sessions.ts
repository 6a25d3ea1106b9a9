import { minuteMs } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import type { Session } from '../shell/visitor.ts'
import { noteActivity } from './activity.ts'
import { giveBackMandates } from './give-back.ts'
import { deleteOtherSessions } from './session-rows.ts'

export type LiveSession = {
  readonly channel: 'page' | 'api'
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly isCurrent: boolean
}

/** Where this account is logged in now, the one that asks first. */
export async function listSessions(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  session: Session,
  idleMinutes: number,
): Promise<readonly LiveSession[]> {
  const at = clock.now()
  const rows = await db.kysely
    .selectFrom('sessions')
    .select(['session_hash', 'channel', 'created_at', 'last_seen_at'])
    .where('account', '=', session.account)
    .where('expires_at', '>', at)
    .where('last_seen_at', '>', new Date(at.getTime() - idleMinutes * minuteMs))
    .orderBy('last_seen_at', 'desc')
    .execute()
  return rows
    .map(({ session_hash, channel, created_at, last_seen_at }) => ({
      channel,
      createdAt: created_at,
      lastSeenAt: last_seen_at,
      isCurrent: Buffer.from(session_hash).equals(session.hash),
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}

/** Ends every other session of this account, now, and gives their mandates back. Gives how many there were. */
export async function closeOtherSessions(
  { delivery, core }: Pick<Network, 'delivery' | 'core'>,
  session: Session,
): Promise<number> {
  return delivery.transact(async (work) => {
    const { tx, at } = work
    const gone = await deleteOtherSessions(tx, session)
    giveBackMandates(work, { core, digests: gone.map((row) => row.mandate_digest) })
    await noteActivity(tx, session, { event: 'sessions-closed', at, count: gone.length })
    return gone.length
  })
}
