import { hourMs, minuteMs } from '@madoguchi/kit'
import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const logInLimits = {
  'log-in-try-by-client': {
    most: 300,
    windowMs: 5 * minuteMs,
    kept: 'memory',
    by: 'the address (IPv6: its /64): tries that ended without a session',
    byOthers: 'whoever sits behind the same address',
    whenFull:
      'nothing, for who asked for a challenge first, as every page and program of ours does; other tries are turned away unread',
  },
  'log-in-by-card': {
    most: 10,
    windowMs: 5 * minuteMs,
    kept: 'database',
    by: 'the card, once its signature was verified',
    byOthers: 'nobody without the card and its PIN',
    whenFull: 'nothing: showing the certificate alone counts for nobody',
  },
  'old-card-by-session': {
    most: 10,
    windowMs: 10 * minuteMs,
    kept: 'database',
    by: 'the session that brings an old card',
    byOthers: 'a thief of the session’s cookie',
    whenFull: 'whoever has the card logs in once more and has tries of their own',
  },
  'recovery-by-session': {
    most: 5,
    windowMs: hourMs,
    kept: 'database',
    by: 'the session that types a code of 130 bits',
    byOthers: 'a thief of the session’s cookie',
    whenFull: 'whoever has the card logs in once more and has tries of their own',
  },
  'demo-card-tries': {
    most: 3,
    by: 'the demo card whose PIN was typed wrong, counted by the card itself; in the sandbox only',
    byOthers: 'everybody who opens the sandbox',
    whenFull: 'the page offers to unlock it with one press, as the counter of a city does for a real card',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof logInLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
