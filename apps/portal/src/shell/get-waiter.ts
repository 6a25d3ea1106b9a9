import { findClientAddress } from '@madoguchi/server'
import type { Printer, Prints } from './limits/prints.ts'
import type { Waiter } from './limits/turns.ts'
import { cookieNames, type Visit } from './visit.ts'

/** Where documents wait to be printed, and how many proxies of ours stand between us and whoever asks. */
export type Queues = { readonly prints: Prints; readonly proxyHops: number }

/**
 * Whom a visit's costly work is done for: an account, or an address and its browser. `browser` is a name that this browser was
 * given by us; all at an address that have none share one place in turn.
 */
export function getWaiter({ c, session }: Visit, { proxyHops }: Pick<Queues, 'proxyHops'>, browser = ''): Waiter {
  if (session !== undefined) return { group: session.account, one: '' }
  const address = findClientAddress(c, { proxyHops }) ?? ''
  return { group: `address ${address}`, one: browser }
}

/** Prints a draft that is open to whoever visits: that it is this browser's was found out before. */
export function getFillPrinter(visit: Visit, _open: { readonly draft: object }, queues: Queues): Printer {
  return choosePrinter(visit, queues, visit.cookies.readCookie(visit.c, cookieNames.drafts))
}

/** Prints what is anybody's. */
export function getPrinter(visit: Visit, queues: Queues): Printer {
  return choosePrinter(visit, queues, undefined)
}

function choosePrinter(visit: Visit, queues: Queues, browser: string | undefined): Printer {
  const { session } = visit
  return session === undefined
    ? queues.prints.forStranger(getWaiter(visit, queues, browser))
    : queues.prints.forCitizen(session.account)
}
