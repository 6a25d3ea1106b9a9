import { minuteMs } from '@madoguchi/kit'
import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const historyLimits = {
  'history-by-account': {
    most: 60,
    windowMs: 10 * minuteMs,
    kept: 'memory',
    by: 'the account whose history is loaded anew',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof historyLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
