import { deliveryLimits } from '@madoguchi/delivery'
import { minuteMs } from '@madoguchi/kit'

/** One bound on what somebody may do, and what it is worth to those who did nothing. */
export type Limit = {
  /** How many: acts in a window, or at once. */
  readonly most: number
  /** Acts are counted in windows of so long; absent where it is about how many at once. */
  readonly windowMs?: number
  /** Where acts are counted: 'database' outlives a restart and holds for all copies of the portal together. */
  readonly kept?: 'memory' | 'database'
  /** What it counts by. */
  readonly by: string
  /** Who can count in somebody else's name. */
  readonly byOthers: string
  /** What a full one does to the innocent. */
  readonly whenFull: string
}

/** Printing, which several journeys do, and what the network allows. */
export const shellLimits = {
  'prints-of-strangers': {
    most: 40,
    by: 'PDFs that wait for who is not logged in: by address, and in it by browser that has the draft, one of each in turn; blank forms by address',
    byOthers: 'whoever sits behind the same address, as one browser of many',
    whenFull:
      'citizens who are logged in have a queue of their own and every second turn. Of strangers who has most loses the last to who has fewer, and where each has one, who had most places in five minutes to who had fewer. From an address where somebody has new browsers without end, another gets in by lot: of as many as come, so many as are printed',
  },
  'prints-of-citizens': {
    most: 100,
    by: 'PDFs that wait for who is logged in, by account, one of each in turn',
    byOthers: 'a thief of the session',
    whenFull: 'the account with most loses the last to who has fewer',
  },
  'held-of-browser': {
    most: 20,
    by: 'the browser, by its cookie: answers of forms that wait to be shown',
    byOthers: 'nobody without the cookie',
    whenFull: 'the oldest window of the same browser shows its page as it now is, without what had been typed',
  },
  'held-of-account': {
    most: 100,
    by: 'the account: answers of forms that wait to be shown, in all its browsers',
    byOthers: 'a thief of the session',
    whenFull: 'the oldest window of the same account shows its page as it now is, without what had been typed',
  },
  'held-of-strangers': {
    most: 2000,
    by: 'nobody: answers of forms of all who are not logged in, together',
    byOthers: 'everybody',
    whenFull:
      'nothing for who is logged in; of strangers the oldest goes: a window that is loaded again shows its page as it now is, without what had been typed',
  },
  'held-by-client': {
    most: 300,
    windowMs: 10 * minuteMs,
    kept: 'memory',
    by: 'the address (IPv6: its /64): answers of forms of who is not logged in',
    byOthers: 'whoever sits behind the same address',
    whenFull:
      'nothing for who is logged in; a stranger reads that there was too much from here, and sends once more later',
  },
  ...deliveryLimits,
} as const satisfies Readonly<Record<string, Limit>>

type Mine = typeof shellLimits

/**
 * Every limit by whoever does something: each journey adds those of its `limits.ts`. `app/limits.test.ts` has one test a row, in
 * which the limit is full and somebody else is served. What is cheap has none: a challenge, the link of a mail, a look at the
 * revocation list.
 */
export interface PortalLimits extends Mine {}

export type LimitName = keyof PortalLimits

/** The names of the rows whose acts are counted there. */
type KeptIn<Where extends 'memory' | 'database'> = {
  [Name in LimitName]: PortalLimits[Name] extends { readonly kept: Where } ? Name : never
}[LimitName]

export type RememberedLimit = KeptIn<'memory'>
export type KeptLimit = KeptIn<'database'>

/** What counting needs of a row whose acts are counted. */
type Window = { readonly most: number; readonly windowMs: number }

/** Those rows, by their names. */
export type CountedLimits = Readonly<Record<RememberedLimit | KeptLimit, Window>>
