import { minuteMs } from '@madoguchi/kit'
import type { Limit } from '../shell/limits/table.ts'

/** How much of what anybody may do in this journey. */
export const fillLimits = {
  // A person types; a script saves after a pause.
  'draft-save': {
    most: 400,
    windowMs: 10 * minuteMs,
    kept: 'memory',
    by: 'the draft, once whoever saves was found to own it',
    byOthers: 'nobody without the owner’s session or cookie',
    whenFull: 'nothing: who only knows the address of a draft counts for nobody',
  },
  'held-pages-of-draft': {
    most: 20,
    by: 'pages of one draft that are held for browsers until they are logged in again',
    byOthers: 'whoever knows the address of the draft, 128 random bits',
    whenFull: 'nobody is refused: the page that was held longest goes; pages of other drafts are not counted',
  },
  'drafts-by-owner': {
    most: 20,
    by: 'drafts of an account, or of a browser without one',
    byOthers: 'nobody without the owner’s session or cookie',
    whenFull: 'nothing: others have their own',
  },
  'drafts-of-strangers': {
    most: 1024 ** 3,
    by: 'bytes of all drafts that belong to no account',
    byOthers: 'everybody',
    whenFull:
      'nobody is refused: those go in which nobody has written for longest, first of all those in which nobody ever wrote; those of accounts are not counted',
  },
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof fillLimits

declare module '../shell/limits/table.ts' {
  interface PortalLimits extends Mine {}
}
