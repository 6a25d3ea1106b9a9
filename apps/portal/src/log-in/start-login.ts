import type { Random } from '@madoguchi/kit'
import { endSession } from '../session/session.ts'
import { takeBack } from '../shell/back-cookie.ts'
import { nameAccount } from '../shell/held-replies.ts'
import type { Network } from '../shell/network.ts'
import { cookieNames, type Visit } from '../shell/visit.ts'
import { makeLogin } from './challenge.ts'
import type { LoggedIn } from './waiting-log-ins.ts'

/** From a browser that is about to log in to one that is. */
export type Entrance = {
  /** Names the browser before it is logged in: a challenge belongs to this name. */
  start(visit: Visit): string
  /** Gives the browser its session in place of the one it may have had; answers where to go. */
  enter(visit: Visit, loggedIn: LoggedIn): Promise<string>
}

export function makeEntrance(random: Random, network: Pick<Network, 'delivery' | 'core'>): Entrance {
  return {
    start: (visit) => startLogin(visit, random),
    enter: (visit, loggedIn) => enterPageSession(visit, network, loggedIn),
  }
}

function startLogin({ c, cookies }: Visit, random: Random): string {
  const known = cookies.readCookie(c, cookieNames.start)
  if (known !== undefined && known.length === 43) return known
  const login = makeLogin(random)
  cookies.setCookie(c, { name: cookieNames.start, value: login })
  return login
}

async function enterPageSession(
  visit: Visit,
  network: Pick<Network, 'delivery' | 'core'>,
  { token, account, isRegistered }: LoggedIn,
): Promise<string> {
  const { c, cookies, session } = visit
  if (session !== undefined) await endSession(network, session)
  cookies.setCookie(c, { name: cookieNames.session, value: token })
  cookies.setCookie(c, { name: cookieNames.whose, value: nameAccount(account) })
  cookies.clearCookie(c, cookieNames.start)
  return isRegistered ? takeBack(visit) : '/registration'
}
