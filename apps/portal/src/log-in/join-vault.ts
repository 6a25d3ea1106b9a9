import type { Bytes, Verdict } from '@madoguchi/kit'
import { AppError, base64url, makeId, no, ok } from '@madoguchi/kit'
import type { CertCode } from '@madoguchi/pki'
import { parseCertificate } from '@madoguchi/pki'
import type { Kysely } from 'kysely'
import { setVault } from '../session/accounts.ts'
import { type ActivityEvent, noteActivity } from '../session/activity.ts'
import { bindToCard, bindToRecovery } from '../shell/bindings.ts'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import { closeSecret, openSecret } from '../shell/secret.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { ClosedSession, Session } from '../shell/visitor.ts'
import { wrapForCard } from './account-vault.ts'
import { dropRecoveryCode } from './keep-recovery-code.ts'
import { deriveRecoveryKey, parseRecoveryCode } from './recovery-code.ts'

export type OldCardCode =
  | CertCode
  | 'VAULT_OPEN'
  | 'OLD_CARD_SAME'
  | 'OLD_CARD_UNKNOWN'
  | 'OLD_CARD_MISMATCH'
  | 'TOO_MANY'
export type RecoveryCode = 'VAULT_OPEN' | 'RECOVERY_CODE_MALFORMED' | 'RECOVERY_CODE_WRONG' | 'TOO_MANY'

type Means = Pick<Ground, 'db' | 'clock' | 'random'>
type Counted = Means & { readonly limits: Pick<Counts, 'mayPassKept'> }

/**
 * Brings the session's card to the vault of a card that the account used before. The key that the old card makes is all
 * the proof there is: it opens that card's wrapping or nothing. So a certificate that has expired or was superseded by the
 * new card's is no obstacle; whose account it is, the new card has said. `wrappingKey` is wiped.
 */
export async function joinByOldCard(
  means: Counted,
  session: Session,
  { certificate, wrappingKey }: { certificate: Bytes; wrappingKey: Bytes },
): Promise<Verdict<undefined, OldCardCode>> {
  try {
    if (session.vault !== undefined) return no('VAULT_OPEN')
    if (!(await mayTry(means.limits, session, 'old-card-by-session'))) return no('TOO_MANY')
    const parsed = parseCertificate(certificate)
    if (!parsed.ok) return parsed
    const { fingerprint } = parsed.value
    if (fingerprint === session.fingerprint) return no('OLD_CARD_SAME')
    const row = await means.db.kysely
      .selectFrom('account_cards')
      .select(['vault', 'wrapped_key'])
      .where('account', '=', session.account)
      .where('fingerprint', '=', fingerprint)
      .executeTakeFirst()
    if (row === undefined || row.vault === null || row.wrapped_key === null) return no('OLD_CARD_UNKNOWN')
    const closed = new Uint8Array(row.wrapped_key)
    const vaultKey = openSecret({ key: wrappingKey, closed, boundTo: bindToCard(session.account, fingerprint) })
    if (vaultKey === undefined) return no('OLD_CARD_MISMATCH')
    const { vault } = row
    return await bringTo(means, session, { vault, vaultKey, event: 'card-joined' })
  } finally {
    wrappingKey.fill(0)
  }
}

/** The same by the code that the citizen printed, which is used by it: for the next card they make another. */
export async function joinByRecoveryCode(
  means: Counted,
  session: Session,
  text: string,
): Promise<Verdict<undefined, RecoveryCode>> {
  if (session.vault !== undefined) return no('VAULT_OPEN')
  const code = parseRecoveryCode(text)
  if (!code.ok) return code
  if (!(await mayTry(means.limits, session, 'recovery-by-session'))) return no('TOO_MANY')
  const row = await means.db.kysely
    .selectFrom('recovery_codes')
    .selectAll()
    .where('account', '=', session.account)
    .executeTakeFirst()
  if (row === undefined) return no('RECOVERY_CODE_WRONG')
  const { vault } = row
  const key = deriveRecoveryKey(code.value, new Uint8Array(row.salt))
  const closed = new Uint8Array(row.wrapped_key)
  const vaultKey = openSecret({ key, closed, boundTo: bindToRecovery(session.account, vault) })
  key.fill(0)
  if (vaultKey === undefined) return no('RECOVERY_CODE_WRONG')
  return bringTo(means, session, {
    vault,
    vaultKey,
    event: 'recovery-used',
    async also(tx) {
      if (!(await dropRecoveryCode(tx, { account: session.account, salt: row.salt })))
        throw new AppError('RECOVERY_CODE_WRONG', 'Another card used this code meanwhile.')
    },
  })
}

/** By session: whoever stole one cannot use up the tries of the owner, who logs in with the card and has new ones. */
function mayTry(
  limits: Pick<Counts, 'mayPassKept'>,
  { hash }: Session,
  rule: 'old-card-by-session' | 'recovery-by-session',
): Promise<boolean> {
  return limits.mayPassKept(rule, base64url.encode(hash))
}

/**
 * A new vault for an account of which neither an old card nor a code is left. What was sealed to the old one stays where it is
 * and is read by nobody who has not that card; the recovery code goes, unless this very card had a vault under another key:
 * whoever makes that key again, its owner, keeps the code.
 */
export async function beginVaultAnew(means: Means, session: Session): Promise<Verdict<undefined, 'VAULT_OPEN'>> {
  if (session.vault !== undefined) return no('VAULT_OPEN')
  const { random } = means
  const vault = makeId('vlt', random)
  return bringTo(means, session, {
    vault,
    vaultKey: random.bytes(32),
    event: 'vault-begun',
    async also(tx) {
      await setVault(tx, { account: session.account, vault })
      if (session.unfitting === undefined) await dropRecoveryCode(tx, { account: session.account })
    },
  })
}

/**
 * Wraps the vault's key for the session's card: every session of that card has the vault open from its next request on. What
 * the card wrapped before with another key is set aside: whoever makes that key again finds it there.
 */
async function bringTo(
  { db, clock, random }: Means,
  session: ClosedSession,
  options: {
    vault: string
    vaultKey: Bytes
    event: ActivityEvent
    also?(tx: Kysely<PortalTables>): Promise<void>
  },
): Promise<Verdict<undefined, 'VAULT_OPEN'>> {
  const { account, fingerprint, wrappingKey: key, unfitting } = session
  const { vault, vaultKey: secret, event, also } = options
  const closed = closeSecret({ key, secret, boundTo: bindToCard(account, fingerprint), random })
  secret.fill(0)
  const at = clock.now()
  const isBrought = await db.transact(async (tx) => {
    const card = await tx
      .selectFrom('account_cards')
      .select(['vault', 'wrapped_key'])
      .where('account', '=', account)
      .where('fingerprint', '=', fingerprint)
      .forUpdate()
      .executeTakeFirst()
    // Another window was faster: what it chose stands.
    if (card === undefined || !isSame(card.wrapped_key, unfitting)) return false
    if (card.vault !== null && card.wrapped_key !== null)
      await tx
        .insertInto('set_aside_wraps')
        .values({ account, fingerprint, vault: card.vault, wrapped_key: card.wrapped_key, set_aside_at: at })
        .execute()
    await wrapForCard(tx, { account, fingerprint, vault, closed })
    await also?.(tx)
    await noteActivity(tx, session, { event, at })
    return true
  })
  return isBrought ? ok() : no('VAULT_OPEN')
}

function isSame(stored: Uint8Array | null, known: Bytes | undefined): boolean {
  return stored === null || known === undefined ? stored === (known ?? null) : Buffer.from(stored).equals(known)
}
