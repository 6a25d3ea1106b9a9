import type { Ground } from '../shell/ground.ts'
import type { Journey, OpenJourney } from '../shell/journey.ts'
import type { Network } from '../shell/network.ts'
import { endRevokedSessions, type ListCardsOf, type RevokedNews } from './end-revoked.ts'
import { endIdleSessions, forgetOld } from './sweep-sessions.ts'
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
): OpenJourney {
  return {
    jobs: {
      endIdleSessions: () => endIdleSessions(ground, network, idleMinutes),
      endRevokedSessions: () => endRevokedSessions(ground, network, revoking),
      forgetSessions: () => forgetOld(ground),
      wipeDeadLetters: () => wipeDeadLetters(ground),
    },
  }
}
