import type { Ground } from '../shell/ground.ts'
import type { Session } from '../shell/visitor.ts'

export type UsedCard = {
  readonly notAfter: Date
  readonly lastUsedAt: Date
  readonly isCurrent: boolean
  /** It opens the vault that this session has open; without one, any vault at all. */
  readonly opensVault: boolean
}

/** The cards that this account was used with, the one of this session first. */
export async function listCards({ db }: Pick<Ground, 'db'>, session: Session): Promise<readonly UsedCard[]> {
  const rows = await db.kysely
    .selectFrom('account_cards')
    .select(['fingerprint', 'vault', 'not_after', 'last_used_at'])
    .where('account', '=', session.account)
    .orderBy('last_used_at', 'desc')
    .limit(50)
    .execute()
  return rows
    .map(({ fingerprint, vault, not_after, last_used_at }) => ({
      notAfter: not_after,
      lastUsedAt: last_used_at,
      isCurrent: fingerprint === session.fingerprint,
      opensVault: vault !== null && (session.vault === undefined || vault === session.vault),
    }))
    .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
}
