import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const cardLimits = {
  'documents-to-verify': {
    most: 5,
    by: 'signed documents that wait to be looked at, by account, or by address and browser that was given a cookie with the form; all without one together',
    byOthers: 'whoever sits behind the same address, as one browser of many',
    whenFull:
      'as with prints of strangers: who has fewer, or had fewer places in five minutes, gets in and is taken first; from an address of new browsers without end by lot',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof cardLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
