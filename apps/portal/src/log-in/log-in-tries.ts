import type { Verdict } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { findClientAddress, type WebEnv } from '@madoguchi/server'
import type { Context } from 'hono'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import { isChallengeOpen } from './challenge.ts'
import type { LogIn, ToLogIn } from './log-in.ts'
import type { LoggedIn, LogInCode } from './waiting-log-ins.ts'

const rule = 'log-in-try-by-client'

export type TryLogIn = (c: Context<WebEnv>, given: ToLogIn) => Promise<Verdict<LoggedIn, LogInCode>>

/**
 * Logs in with what is sent. Tries that come to nothing are counted by the address they come from; where there were
 * too many, one is still read if its browser or program has a challenge that waits to be signed, and TOO_MANY is thrown if
 * not. So nobody locks out who sits behind the same address. Whoever has no address counts by `login`.
 */
export function makeTryLogIn(
  ground: Pick<Ground, 'db' | 'clock'>,
  counting: { limits: Pick<Counts, 'mayPass' | 'takeBack'>; proxyHops: number },
  logIn: LogIn,
): TryLogIn {
  const { limits, proxyHops } = counting
  return async (c, given) => {
    const { login } = given
    const client = findClientAddress(c, { proxyHops }) ?? login
    const isWithin = limits.mayPass(rule, client)
    if (!isWithin && !(await isChallengeOpen(ground, login)))
      throw new AppError('TOO_MANY', 'Too many tries without a challenge come from here.')
    const done = await logIn(given)
    if (done.ok) limits.takeBack(rule, client)
    return done
  }
}
