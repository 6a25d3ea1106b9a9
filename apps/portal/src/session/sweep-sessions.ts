import { dayMs, minuteMs } from '@madoguchi/kit'
import type { World } from '../shell/world.ts'
import { activityKeptMs } from './activity.ts'
import { endSession } from './session.ts'

const sessionsAtOnce = 500

export async function endIdleSessions(world: World): Promise<void> {
  const at = world.deps.clock.now()
  const idleSince = new Date(at.getTime() - world.config.idleMinutes * minuteMs)
  const rows = await world.db.kysely
    .selectFrom('sessions')
    .select('session_hash')
    .where((where) => where.or([where('last_seen_at', '<=', idleSince), where('expires_at', '<=', at)]))
    .limit(sessionsAtOnce)
    .execute()
  for (const { session_hash } of rows) await endSession(world, { hash: new Uint8Array(session_hash) })
}

/** What was kept of sessions that ended and of one's own acts, and accounts that nobody registered within a day. */
export async function forgetOld({ db, deps }: World): Promise<void> {
  const at = deps.clock.now().getTime()
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
