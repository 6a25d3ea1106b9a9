import type { Work } from '@madoguchi/delivery'
import type { Log, Random, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { digestMandate } from '@madoguchi/messages'
import { writeActivity } from '../session/activity.ts'
import { beginSessions } from '../session/begin-sessions.ts'
import { giveBackMandates } from '../session/give-back.ts'
import type { PortalTables } from '../shell/tables.ts'
import { openAccountVaults } from './account-vault.ts'
import type { Grant } from './reply-key.ts'
import type { LoggedIn, LogInCode, WaitingLogIn } from './waiting-log-ins.ts'

export type Granted = Grant & { readonly waiting: WaitingLogIn }

/**
 * Accounts, vaults and sessions of log-ins whose mandate is there, in the caller's transaction; each hears of it after
 * the commit. A mandate that no session comes of is given back.
 */
export async function finishLogIns(
  work: Work<PortalTables>,
  granted: readonly Granted[],
  { random, core, log }: { random: Random; core: string; log: Log },
): Promise<void> {
  const vaults = await openAccountVaults(
    work,
    granted.map(({ linkCode, waiting }) => ({ linkCode, inHand: waiting })),
    random,
  )
  const judged = granted.map((one, i) => ({ ...one, vault: vaults[i] ?? no('LOGIN_SLOW') }))
  const opened = judged.flatMap(({ vault, ...one }) => (vault.ok ? [{ ...one, ...vault.value }] : []))
  const tokens = beginSessions(
    work,
    opened.map(({ waiting, ...one }) => ({ ...one, ...waiting, cardNotAfter: waiting.certificate.notAfter })),
    random,
  )
  for (const [i, { waiting, account, isRegistered, expiresAt }] of opened.entries()) {
    const token = tokens[i] as string
    work.afterCommit(() => settle(waiting, ok({ token, account, expiresAt, isRegistered })))
  }
  for (const { account, isMismatch, waiting } of opened) {
    if (!isMismatch) continue
    writeActivity(work, { account, channel: waiting.channel }, { event: 'vault-mismatch', at: work.at })
    work.afterCommit(() => log.warn('VAULT_KEY_MISMATCH', { account }))
  }
  for (const { vault, mandate, waiting } of judged) {
    if (vault.ok) continue
    giveBackMandates(work, { core, digests: [digestMandate(mandate)] })
    work.afterCommit(() => settle(waiting, vault))
  }
}

function settle(waiting: WaitingLogIn, outcome: Verdict<LoggedIn, LogInCode>): void {
  waiting.outcome = outcome
}
