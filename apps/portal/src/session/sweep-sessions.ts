import { dayMs, minuteMs } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import { forgetUnregistered } from './accounts.ts'
import { activityKeptMs, forgetActivities } from './activity.ts'
import { forgetRevoked } from './end-revoked.ts'
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
export async function forgetOldSessions({ db, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  const at = clock.now().getTime()
  const { kysely } = db
  await forgetRevoked(kysely, { before: new Date(at - dayMs) })
  await forgetActivities(kysely, { before: new Date(at - activityKeptMs) })
  await forgetUnregistered(kysely, { before: new Date(at - dayMs) })
}
