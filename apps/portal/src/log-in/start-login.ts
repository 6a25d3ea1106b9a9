import { endSession } from '../session/session.ts'
import { takeBack } from '../shell/back-cookie.ts'
import { cookieNames, type Visit } from '../shell/visit.ts'
import { makeLogin } from './challenge.ts'
import type { LoggedIn } from './waiting-log-ins.ts'

/** Names the browser before it is logged in: a challenge belongs to this name. */
export function startLogin({ c, cookies, world }: Visit): string {
  const known = cookies.readCookie(c, cookieNames.start)
  if (known !== undefined && known.length === 43) return known
  const login = makeLogin(world.deps.random)
  cookies.setCookie(c, { name: cookieNames.start, value: login })
  return login
}

/** Gives the browser its session in place of the one it may have had; answers where to go. */
export async function openPageSession(visit: Visit, { token, isRegistered }: LoggedIn): Promise<string> {
  const { c, cookies, session, world } = visit
  if (session !== undefined) await endSession(world, session)
  cookies.setCookie(c, { name: cookieNames.session, value: token })
  cookies.clearCookie(c, cookieNames.start)
  return isRegistered ? takeBack(visit) : '/registration'
}
