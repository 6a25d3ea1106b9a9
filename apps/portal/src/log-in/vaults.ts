import type { Bytes, Verdict } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { OpenSession, Session } from '../shell/visitor.ts'
import { beginVaultAnew, joinByOldCard, joinByRecoveryCode, type OldCardCode, type RecoveryCode } from './join-vault.ts'
import { findRecoveryCodeMadeAt, keepRecoveryCode } from './keep-recovery-code.ts'
import { listCards, type UsedCard } from './list-cards.ts'
import { findShownCode } from './shown-code.ts'

/** The vaults of accounts, and what opens them: cards and recovery codes. Each is told where it is made. */
export type Vaults = {
  joinByOldCard(
    session: Session,
    made: { certificate: Bytes; wrappingKey: Bytes },
  ): Promise<Verdict<undefined, OldCardCode>>
  joinByRecoveryCode(session: Session, text: string): Promise<Verdict<undefined, RecoveryCode>>
  beginAnew(session: Session): Promise<Verdict<undefined, 'VAULT_OPEN'>>
  keepRecoveryCode(session: OpenSession): Promise<string>
  findRecoveryCodeMadeAt(account: string): Promise<Date | undefined>
  findShownCode(session: OpenSession): Promise<string | undefined>
  listCards(session: Session): Promise<readonly UsedCard[]>
}

export function makeVaults(
  { db, clock, random }: Pick<Ground, 'db' | 'clock' | 'random'>,
  limits: Pick<Counts, 'mayPassKept'>,
): Vaults {
  const means = { db, clock, random, limits }
  return {
    joinByOldCard: (session, made) => joinByOldCard(means, session, made),
    joinByRecoveryCode: (session, text) => joinByRecoveryCode(means, session, text),
    beginAnew: (session) => beginVaultAnew(means, session),
    keepRecoveryCode: (session) => keepRecoveryCode(means, session),
    findRecoveryCodeMadeAt: (account) => findRecoveryCodeMadeAt(means, account),
    findShownCode: (session) => findShownCode(means, session),
    listCards: (session) => listCards(means, session),
  }
}
