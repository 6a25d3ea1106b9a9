import { dayMs, minuteMs } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import { activityKeptMs } from './activity.ts'
import { endSession } from './session.ts'

const sessionsAtOnce = 500

export async function endIdleSessions(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  network: Pick<Network, 'delivery' | 'core'>,
  idleMinutes: number,
): Promise<void> {
  const at = clock.now()
  const idleSince = new Date(at.getTime() - idleMinutes * minuteMs)
  const rows = await db.kysely
    .selectFrom('sessions')
    .select('session_hash')
    .where((where) => where.or([where('last_seen_at', '<=', idleSince), where('expires_at', '<=', at)]))
    .limit(sessionsAtOnce)
    .execute()
  for (const { session_hash } of rows) await endSession(network, { hash: new Uint8Array(session_hash) })
}

/** What was kept of sessions that ended and of one's own acts, and accounts that nobody registered within a day. */
export async function forgetOld({ db, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  const at = clock.now().getTime()
  const { kysely } = db
  await kysely
    .deleteFrom('revoked_sessions')
    .where('ended_at', '<', new Date(at - dayMs))
    .execute()
  await kysely
    .deleteFrom('activities')
    .where('at', '<', new Date(at - activityKeptMs))
    .execute()
  await kysely
    .deleteFrom('accounts')
    .where('registered_at', 'is', null)
    .where('last_login_at', '<', new Date(at - dayMs))
    .execute()
}
