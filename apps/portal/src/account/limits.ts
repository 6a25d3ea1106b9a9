import { hourMs } from '@madoguchi/kit'
import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const accountLimits = {
  'mail-by-account': {
    most: 5,
    windowMs: hourMs,
    kept: 'database',
    by: 'the account that asks for a mail',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
  'mail-by-address': {
    most: 5,
    windowMs: hourMs,
    kept: 'database',
    by: 'the address that mails go to, whoever asks for them',
    byOthers: 'everybody who has an account and knows the address',
    whenFull: 'each account still has its first two to this address in the window',
  },
  'mail-by-account-to-address': {
    most: 2,
    windowMs: hourMs,
    kept: 'database',
    by: 'the account and the address together: so many pass where the address has had its five',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof accountLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
