import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { noteActivity } from '../activity/activity.ts'
import type { PortalCode } from '../errors.ts'
import { openSession } from '../session/session.ts'
import { openAccountVault } from '../vault/account-vault.ts'
import type { World } from '../world.ts'
import { acquireMandate } from './acquisition.ts'
import { takeChallenge } from './challenge.ts'
import { checkLogIn, type LogInRefusal } from './check-log-in.ts'

export type LoggedIn = { readonly token: string; readonly expiresAt: Date; readonly isRegistered: boolean }
export type LogInCode = LogInRefusal | Extract<PortalCode, `LOGIN_${string}` | 'TOO_MANY'>

/**
 * The whole of a log-in, for browsers and for API clients: challenge, signature, certificate, revocation, the
 * registry's own word, account and vault, session. `wrappingKey` is wiped.
 */
export async function logIn(
  world: World,
  options: {
    login: string
    certificate: Bytes
    signature: Bytes
    wrappingKey: Bytes
    channel: 'page' | 'api'
    holder?: string | undefined
  },
): Promise<Verdict<LoggedIn, LogInCode>> {
  const { config, deps } = world
  const { login, certificate, signature, wrappingKey, channel, holder } = options
  try {
    const challenge = await takeChallenge({ db: world.db, clock: deps.clock, login })
    if (!challenge.ok) return challenge
    const checked = await checkLogIn({
      certificate,
      signature,
      challenge: challenge.value,
      origin: config.origin,
      anchors: deps.trust.anchors,
      crl: world.crl,
      clock: deps.clock,
    })
    if (!checked.ok) return checked
    const { fingerprint } = checked.value
    if (!world.limits.mayPass('login-by-card', fingerprint)) return no('TOO_MANY')
    const granted = await acquireMandate(world, { certificate, signature, challenge: challenge.value, fingerprint })
    if (!granted.ok) return granted
    const { linkCode, mandate, expiresAt } = granted.value
    const opened = await world.delivery.transact((work) =>
      openAccountVault({ work, random: deps.random, linkCode, certificate: checked.value, wrappingKey }),
    )
    if (!opened.ok) return opened
    const { account, vault, vaultKey } = opened.value
    const token = await openSession(world, { account, channel, mandate, vault, vaultKey, holder, expiresAt })
    const { registered_at } = await world.db.kysely
      .selectFrom('accounts')
      .select('registered_at')
      .where('account', '=', account)
      .executeTakeFirstOrThrow()
    await noteActivity(
      world.db.kysely,
      { account, channel },
      { event: 'logged-in', at: deps.clock.now(), cardNotAfter: checked.value.notAfter },
    )
    deps.log.info('LOGGED_IN', { account, channel })
    return ok({ token, expiresAt, isRegistered: registered_at !== null })
  } finally {
    wrappingKey.fill(0)
  }
}
