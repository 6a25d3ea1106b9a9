import type { Journey } from '../shell/journey.ts'
import { endRevokedSessions } from './end-revoked.ts'
import { endIdleSessions, forgetOld } from './sweep-sessions.ts'

/** Who is logged in, and what they did: what every other journey stands on. */
export const session: Journey = {
  name: 'session',
  tables: ['accounts', 'sessions', 'revoked_sessions', 'activities'],
  jobs: { endIdleSessions, endRevokedSessions, forgetSessions: forgetOld },
}
