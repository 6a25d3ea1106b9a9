import { getPrinter, type Queues } from '../shell/get-printer.ts'
import { getWaiter } from '../shell/get-waiter.ts'
import type { Printer } from '../shell/limits/prints.ts'
import type { Waiter } from '../shell/limits/turns.ts'
import { cookieNames, type Visit } from '../shell/visit.ts'
import type { TurnCookies } from './turn-cookies.ts'

/** How browsers are told apart that have no account: by the cookie of the form, and by the proxies of ours that stand in front. */
export type Telling = { readonly turnCookies: TurnCookies; readonly proxyHops: number }

/** Who has a document looked at. */
export function getVerifier(visit: Visit, { turnCookies, proxyHops }: Telling): Waiter {
  const { c, cookies } = visit
  return getWaiter(visit, { proxyHops }, turnCookies.find(cookies.readCookie(c, cookieNames.turn)))
}

/** Who has what was found printed: as they are told apart when a document is looked at. */
export function getReportPrinter(
  visit: Visit,
  { turnCookies, queues }: Pick<Telling, 'turnCookies'> & { queues: Queues },
): Printer {
  return getPrinter(visit, queues, turnCookies.find(visit.cookies.readCookie(visit.c, cookieNames.turn)))
}

/** Gives a browser without an account the cookie of its turns, where it has none of ours, until it closes. */
export function keepVerifier({ c, cookies, session }: Visit, { turnCookies }: Pick<Telling, 'turnCookies'>): void {
  if (session !== undefined || turnCookies.find(cookies.readCookie(c, cookieNames.turn)) !== undefined) return
  cookies.setCookie(c, { name: cookieNames.turn, value: turnCookies.make() })
}
