import { findWaiter } from '../shell/find-waiter.ts'
import type { Waiter } from '../shell/limits/turns.ts'
import { cookieNames, type Visit } from '../shell/visit.ts'

/** Who has a document looked at: browsers are told apart by the cookie of the form. */
export function findVerifier(visit: Visit): Waiter {
  const { c, cookies, world } = visit
  return findWaiter(visit, world, world.turnCookies.find(cookies.readCookie(c, cookieNames.turn)))
}

/** Gives a browser without an account the cookie of its turns, where it has none of ours, until it closes. */
export function keepVerifier({ c, cookies, session, world }: Visit): void {
  if (session !== undefined || world.turnCookies.find(cookies.readCookie(c, cookieNames.turn)) !== undefined) return
  cookies.setCookie(c, { name: cookieNames.turn, value: world.turnCookies.make() })
}
