import { findClientAddress } from '@madoguchi/server'
import type { Printer } from './limits/prints.ts'
import type { Waiter } from './limits/turns.ts'
import { cookieNames, type Visit } from './visit.ts'

/**
 * Whom a visit's costly work is done for: an account, or an address and its browser. `browser` is a name that this browser was
 * given by us; all at an address that have none share one place in turn.
 */
export function findWaiter({ c, session, world }: Visit, browser = ''): Waiter {
  if (session !== undefined) return { group: session.account, one: '' }
  const address = findClientAddress(c, { proxyHops: world.config.proxyHops ?? 0 }) ?? ''
  return { group: `address ${address}`, one: browser }
}

/** Prints a draft: that it is this browser's was found out before. */
export function findFillPrinter(visit: Visit & { readonly draft: object }): Printer {
  return choosePrinter(visit, visit.cookies.readCookie(visit.c, cookieNames.drafts))
}

/** Prints what is anybody's. */
export function findPrinter(visit: Visit): Printer {
  return choosePrinter(visit, undefined)
}

function choosePrinter(visit: Visit, browser: string | undefined): Printer {
  const { session, world } = visit
  return session === undefined
    ? world.prints.forStranger(findWaiter(visit, browser))
    : world.prints.forCitizen(session.account)
}
