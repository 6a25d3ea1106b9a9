import { deliveryLimits } from '@madoguchi/delivery'
import { hourMs, minuteMs } from '@madoguchi/kit'

/** One bound on what somebody may do, and what it is worth to those who did nothing. */
type Limit = {
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

/**
 * Every limit by whoever does something, in one table; `limits.test.ts` has one test a row, in which the limit is full and
 * somebody else is served. What is cheap has none: a challenge, the link of a mail, a look at the revocation list.
 */
export const limits = {
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
  'history-by-account': {
    most: 60,
    windowMs: 10 * minuteMs,
    kept: 'memory',
    by: 'the account whose history is loaded anew',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
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
  'documents-to-verify': {
    most: 5,
    by: 'signed documents that wait to be looked at, by account, or by address and browser that was given a cookie with the form; all without one together',
    byOthers: 'whoever sits behind the same address, as one browser of many',
    whenFull:
      'as with prints of strangers: who has fewer, or had fewer places in five minutes, gets in and is taken first; from an address of new browsers without end by lot',
  },
  'windows-by-account': {
    most: 20,
    by: 'windows and programs of one account that wait for answers at the same time',
    byOthers: 'a thief of its session',
    whenFull: 'nothing: others have their own',
  },
  'wrong-operator-word': {
    most: 10,
    windowMs: 5 * minuteMs,
    kept: 'memory',
    by: 'wrong words at the operator’s page, whoever types them: so many are written into its record',
    byOthers: 'whoever reaches that page',
    whenFull: 'nothing: the right word always opens',
  },
  'demo-card-tries': {
    most: 3,
    by: 'the demo card whose PIN was typed wrong, counted by the card itself; in the sandbox only',
    byOthers: 'everybody who opens the sandbox',
    whenFull: 'the page offers to unlock it with one press, as the counter of a city does for a real card',
  },
  ...deliveryLimits,
} as const satisfies Readonly<Record<string, Limit>>

export type LimitName = keyof typeof limits

/** The names of the rows whose acts are counted there. */
type KeptIn<Where extends 'memory' | 'database'> = {
  [Name in LimitName]: (typeof limits)[Name] extends { readonly kept: Where } ? Name : never
}[LimitName]

export type RememberedLimit = KeptIn<'memory'>
export type KeptLimit = KeptIn<'database'>
