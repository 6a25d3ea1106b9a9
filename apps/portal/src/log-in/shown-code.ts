import type { Bytes, Random } from '@madoguchi/kit'
import { base64url, minuteMs, utf8 } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { Ground } from '../shell/ground.ts'
import { closeSecret, openSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { OpenSession } from '../shell/visitor.ts'

/** For so long the page of a code that was just made shows it. */
const shownForMs = 10 * minuteMs

/** Keeps a code for the page that shows it, under the vault's key: who has the database does not read it. */
export async function keepShownCode(
  tx: Kysely<PortalTables>,
  session: OpenSession,
  { code, at, random }: { code: string; at: Date; random: Random },
): Promise<void> {
  const { hash, vaultKey: key } = session
  const sealed = closeSecret({ key, secret: utf8.encode(code), boundTo: bindShownCode(session), random })
  const values = { sealed, made_at: at }
  await tx
    .insertInto('shown_codes')
    .values({ session_hash: hash, ...values })
    .onConflict((conflict) => conflict.column('session_hash').doUpdateSet(values))
    .execute()
}

/** The code that this session made within the last minutes. Looking changes nothing. */
export async function findShownCode(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  session: OpenSession,
): Promise<string | undefined> {
  const row = await db.kysely
    .selectFrom('shown_codes')
    .select('sealed')
    .where('session_hash', '=', session.hash)
    .where('made_at', '>', new Date(clock.now().getTime() - shownForMs))
    .executeTakeFirst()
  const closed: Bytes | undefined = row && new Uint8Array(row.sealed)
  const secret = closed && openSecret({ key: session.vaultKey, closed, boundTo: bindShownCode(session) })
  return secret && utf8.decode(secret)
}

function bindShownCode({ account, vault, hash }: OpenSession): readonly string[] {
  return [account, 'shown-code', vault, base64url.encode(hash)]
}

export async function forgetShownCodes(db: Kysely<PortalTables>, at: Date): Promise<void> {
  await db
    .deleteFrom('shown_codes')
    .where('made_at', '<=', new Date(at.getTime() - shownForMs))
    .execute()
}
