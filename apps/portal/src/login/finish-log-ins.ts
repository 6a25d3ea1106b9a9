import type { Work } from '@madoguchi/delivery'
import type { Random, Verdict } from '@madoguchi/kit'
import { hourMs, no, ok } from '@madoguchi/kit'
import { openSessions } from '../session/open-sessions.ts'
import type { PortalTables } from '../tables.ts'
import { openAccountVaults } from '../vault/account-vault.ts'
import type { LoggedIn, LogInCode, WaitingLogIn } from './waiting-log-ins.ts'

export type Granted = {
  readonly mandate: string
  readonly linkCode: string
  readonly expiresAt: Date
  readonly waiting: WaitingLogIn
}

/**
 * Accounts, vaults and sessions of log-ins whose mandate is there, in the caller's transaction; each hears of it after
 * the commit. A mandate that no session comes of is given back.
 */
export async function finishLogIns(
  work: Work<PortalTables>,
  granted: readonly Granted[],
  { random, core }: { random: Random; core: string },
): Promise<void> {
  const vaults = await openAccountVaults(
    work,
    granted.map(({ linkCode, waiting }) => ({ linkCode, inHand: waiting })),
    random,
  )
  const judged = granted.map((one, i) => ({ ...one, vault: vaults[i] ?? no('LOGIN_SLOW') }))
  const opened = judged.flatMap(({ vault, ...one }) => (vault.ok ? [{ ...one, ...vault.value }] : []))
  const tokens = openSessions(
    work,
    opened.map(({ waiting, ...one }) => ({ ...one, ...waiting, cardNotAfter: waiting.certificate.notAfter })),
    random,
  )
  for (const [i, { waiting, account, isRegistered, expiresAt }] of opened.entries()) {
    const token = tokens[i] as string
    work.afterCommit(() => settle(waiting, ok({ token, account, expiresAt, isRegistered })))
  }
  for (const { vault, mandate, waiting } of judged) {
    if (vault.ok) continue
    work.post({ name: 'end-mandate', to: core, body: { mandate }, notAfter: work.at.getTime() + hourMs })
    work.afterCommit(() => settle(waiting, vault))
  }
}

function settle(waiting: WaitingLogIn, outcome: Verdict<LoggedIn, LogInCode>): void {
  waiting.outcome = outcome
}
