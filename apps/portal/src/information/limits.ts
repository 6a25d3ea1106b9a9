import { hourMs, minuteMs } from '@madoguchi/kit'
import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const informationLimits = {
  'request-by-account': {
    most: 30,
    windowMs: 10 * minuteMs,
    kept: 'database',
    by: 'the account that asks',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
  // An answer may take a week: with all that one person asks in it, the share of the portal at a dead agency is not filled.
  'request-by-account-a-day': {
    most: 150,
    windowMs: 24 * hourMs,
    kept: 'database',
    by: 'the account that asks',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
  // One a question is heard anyway; this keeps an officer's list readable whoever presses.
  'check-by-account': {
    most: 30,
    windowMs: 24 * hourMs,
    kept: 'database',
    by: 'the account that asks an agency to look again',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
  'windows-by-account': {
    most: 20,
    by: 'windows and programs of one account that wait for answers at the same time',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof informationLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
