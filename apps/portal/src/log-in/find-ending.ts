import { endsSoon } from '@madoguchi/card/protocol'
import type { Ground } from '../shell/ground.ts'
import type { Session } from '../shell/visitor.ts'

/** When the certificate of this session's card ends, where that is within three months: from then on it can be renewed. */
export async function findEnding(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  { account, fingerprint }: Session,
): Promise<Date | undefined> {
  const card = await db.kysely
    .selectFrom('account_cards')
    .select('not_after')
    .where('account', '=', account)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return card !== undefined && endsSoon(card.not_after, clock.now()) ? card.not_after : undefined
}
