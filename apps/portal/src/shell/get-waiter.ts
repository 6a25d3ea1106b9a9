import { findClientAddress } from '@madoguchi/server'
import type { Waiter } from './limits/turns.ts'
import type { Visit } from './visit.ts'

/**
 * Whom a visit's costly work is done for: an account, or an address and its browser. `browser` is a name that this browser was
 * given by us; all at an address that have none share one place in turn.
 */
export function getWaiter({ c, session }: Visit, { proxyHops }: { readonly proxyHops: number }, browser = ''): Waiter {
  if (session !== undefined) return { group: session.account, one: '' }
  const address = findClientAddress(c, { proxyHops }) ?? ''
  return { group: `address ${address}`, one: browser }
}
