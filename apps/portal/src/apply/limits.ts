import { hourMs, minuteMs } from '@madoguchi/kit'
import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const applyLimits = {
  // Twenty papers, each chosen twice, for two forms.
  'files-by-account': {
    most: 80,
    windowMs: 10 * minuteMs,
    kept: 'memory',
    by: 'the account that adds papers to a draft, or signed forms',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
  'filings-by-account-a-day': {
    most: 30,
    windowMs: 24 * hourMs,
    kept: 'database',
    by: 'the account that sends',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof applyLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
