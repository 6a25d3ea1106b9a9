import { findClientAddress } from '@madoguchi/server'
import { cookieNames, type Visit } from '../web/visit.ts'
import type { Printer } from './prints.ts'
import type { Waiter } from './turns.ts'

/** Whom a visit's costly work is done for: an account, or an address and its browser. */
export function findWaiter({ c, cookies, session, world }: Visit): Waiter {
  if (session !== undefined) return { group: session.account, one: '' }
  const address = findClientAddress(c, { proxyHops: world.config.proxyHops ?? 0 }) ?? ''
  const browser = cookies.readCookie(c, cookieNames.drafts) ?? cookies.readCookie(c, cookieNames.start) ?? ''
  return { group: `address ${address}`, one: browser }
}

export function findPrinter(visit: Visit): Printer {
  const { session, world } = visit
  return session === undefined ? world.prints.forStranger(findWaiter(visit)) : world.prints.forCitizen(session.account)
}
