import { minuteMs } from '@madoguchi/kit'
import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const operatorLimits = {
  'wrong-operator-word': {
    most: 10,
    windowMs: 5 * minuteMs,
    kept: 'memory',
    by: 'wrong words at the operator’s page, whoever types them: so many are written into its record',
    byOthers: 'whoever reaches that page',
    whenFull: 'nothing: the right word always opens',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof operatorLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
