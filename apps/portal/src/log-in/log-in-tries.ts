import type { Verdict } from '@madoguchi/kit'
import { AppError } from '@madoguchi/kit'
import { findClientAddress, type WebEnv } from '@madoguchi/server'
import type { Context } from 'hono'
import type { World } from '../shell/world.ts'
import { isChallengeOpen } from './challenge.ts'

const rule = 'log-in-try-by-client'

/**
 * Runs what is sent to be a log-in. Tries that come to nothing are counted by the address they come from; where there were
 * too many, one is still read if its browser or program has a challenge that waits to be signed, and TOO_MANY is thrown if
 * not. So nobody locks out who sits behind the same address. Whoever has no address counts by `login`.
 */
export async function tryLogIn<T, Code extends string>(
  c: Context<WebEnv>,
  world: World,
  { login, run }: { login: string; run: () => Promise<Verdict<T, Code>> },
): Promise<Verdict<T, Code>> {
  const client = findClientAddress(c, { proxyHops: world.config.proxyHops ?? 0 }) ?? login
  const isWithin = world.limits.mayPass(rule, client)
  if (!isWithin && !(await isChallengeOpen(world, login)))
    throw new AppError('TOO_MANY', 'Too many tries without a challenge come from here.')
  const done = await run()
  if (done.ok) world.limits.takeBack(rule, client)
  return done
}
