import { minuteMs } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Network } from '../shell/network.ts'
import { countAccounts } from './accounts.ts'
import { endRevokedSessions, type ListCardsOf, type RevokedNews } from './end-revoked.ts'
import { countSessions } from './session-rows.ts'
import { endIdleSessions, forgetOldSessions } from './sweep-sessions.ts'
import { wipeDeadLetters } from './wipe-dead-letters.ts'

/** Who is logged in, and what they did: what every other journey stands on. */
export const session: Journey = {
  name: 'session',
  tables: ['accounts', 'sessions', 'revoked_sessions', 'activities'],
}

export function openSessions(
  ground: Ground,
  network: Network,
  { idleMinutes, ...revoking }: { crl: RevokedNews; listCardsOf: ListCardsOf; idleMinutes: number },
) {
  const { db, clock } = ground
  const idleMs = idleMinutes * minuteMs
  return {
    /** For who runs the portal. */
    counts: {
      countAccounts: () => countAccounts(db),
      countSessions: () => countSessions(db, { since: new Date(clock.now().getTime() - idleMs) }),
    },
    jobs: {
      endIdleSessions: () => endIdleSessions(ground, network, idleMinutes),
      endRevokedSessions: () => endRevokedSessions(ground, network, revoking),
      forgetSessions: () => forgetOldSessions(ground),
      wipeDeadLetters: () => wipeDeadLetters(ground),
    },
  } satisfies OpenJourney & { counts: unknown }
}
