import type { Kysely } from 'kysely'
import { noteActivity } from '../session/activity.ts'
import { bindToRecovery } from '../shell/bindings.ts'
import type { Ground } from '../shell/ground.ts'
import { closeSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'
import { deriveRecoveryKey, formatRecoveryCode, makeRecoveryCode } from './recovery-code.ts'
import { keepShownCode } from './shown-code.ts'

/**
 * Makes a recovery code for the vault of a session, and ends the one before. Kept is the vault's key, wrapped under a key made
 * of it, and for some minutes the code itself, sealed to the vault, for the page that shows it (`findShownCode`).
 */
export async function keepRecoveryCode(
  { db, clock, random }: Pick<Ground, 'db' | 'clock' | 'random'>,
  session: OpenSession,
): Promise<string> {
  const { account, vault, vaultKey: secret } = session
  const code = makeRecoveryCode(random)
  const salt = random.bytes(32)
  const key = deriveRecoveryKey(code, salt)
  const closed = closeSecret({ key, secret, boundTo: bindToRecovery(account, vault), random })
  key.fill(0)
  const at = clock.now()
  await db.transact(async (tx) => {
    const values = { vault, salt, wrapped_key: closed, made_at: at }
    await tx
      .insertInto('recovery_codes')
      .values({ account, ...values })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(values))
      .execute()
    await keepShownCode(tx, session, { code: formatRecoveryCode(code), at, random })
    await noteActivity(tx, session, { event: 'recovery-made', at })
  })
  return formatRecoveryCode(code)
}

/** The code is used, or counts no more. `salt`: that of the one that is meant; any without it. False where it was gone. */
export async function dropRecoveryCode(
  tx: Kysely<PortalTables>,
  { account, salt }: { account: string; salt?: Uint8Array },
): Promise<boolean> {
  const own = tx.deleteFrom('recovery_codes').where('account', '=', account)
  const { numDeletedRows } = await (salt === undefined ? own : own.where('salt', '=', salt)).executeTakeFirst()
  return numDeletedRows > 0n
}

/** When the recovery code that counts was made; undefined when there is none. */
export async function findRecoveryCodeMadeAt({ db }: Pick<Ground, 'db'>, account: string): Promise<Date | undefined> {
  const row = await db.kysely
    .selectFrom('recovery_codes')
    .select('made_at')
    .where('account', '=', account)
    .executeTakeFirst()
  return row?.made_at
}
