import type { Database } from '@madoguchi/db'
import type { Bytes, Clock, Random, Verdict } from '@madoguchi/kit'
import { dayMs, hex, no, ok, sha256, utf8 } from '@madoguchi/kit'
import { noteActivity } from '../session/activity.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { parseEmailAddress } from './email-address.ts'
import { makeMailCode, readMailCode } from './mail-code.ts'
import { queueMail } from './queue-mail.ts'

const linkLifetimeMs = dayMs

export type EmailCode = 'EMAIL_MALFORMED' | 'EMAIL_NOT_OFFERED' | 'EMAIL_NONE' | 'TOO_MANY'

/** Why a code confirms nothing. */
export type ConfirmCode = 'EMAIL_CODE_MALFORMED' | 'EMAIL_CODE_UNKNOWN' | 'EMAIL_CODE_OVER'

export type Email = {
  /** The one that is used. */
  readonly email: string | undefined
  /** The one whose link was not opened yet. */
  readonly waiting: { readonly email: string; readonly expiresAt: Date | undefined } | undefined
}

export async function findEmail({ db }: World, account: string): Promise<Email> {
  const row = await db.kysely
    .selectFrom('accounts')
    .leftJoin('email_confirmations as c', 'c.account', 'accounts.account')
    .select(['accounts.email', 'c.email as waiting', 'c.expires_at'])
    .where('accounts.account', '=', account)
    .executeTakeFirst()
  const waiting = row?.waiting
  return {
    email: row?.email ?? undefined,
    waiting: typeof waiting === 'string' ? { email: waiting, expiresAt: row?.expires_at ?? undefined } : undefined,
  }
}

/**
 * An address that a citizen gave: a link goes to it, and it is used once that was opened. The one before is used meanwhile.
 * At most five mails an hour, by account and by address; to an address that had its five, two of each account.
 */
export async function giveEmail(world: World, session: Session, text: string): Promise<Verdict<undefined, EmailCode>> {
  const parsed = parseEmailAddress(text)
  if (!parsed.ok) return parsed
  if (world.deps.mailer === undefined) return no('EMAIL_NOT_OFFERED')
  if (!(await mayMail(world, session, parsed.value))) return no('TOO_MANY')
  await ask(world, session, parsed.value)
  return ok()
}

/** The link once more, a new one; the one before ends when it leaves. */
export async function resendConfirmation(world: World, session: Session): Promise<Verdict<undefined, EmailCode>> {
  const { waiting } = await findEmail(world, session.account)
  return waiting === undefined ? no('EMAIL_NONE') : giveEmail(world, session, waiting.email)
}

/** Forgets the address that is used and the one that waits, and what is still on its way to either. */
export async function removeEmail({ db, deps }: World, session: Session): Promise<void> {
  const { account } = session
  await db.transact(async (tx) => {
    await tx.updateTable('accounts').set({ email: null }).where('account', '=', account).execute()
    await tx.deleteFrom('email_confirmations').where('account', '=', account).execute()
    await tx.deleteFrom('mails').where('account', '=', account).where('gave_up_at', 'is', null).execute()
    await noteActivity(tx, session, { event: 'email-removed', at: deps.clock.now() })
  })
}

/** An address is not flooded by those who are not its own, and its owner gets a mail all the same. */
async function mayMail({ limits }: World, { account }: Session, email: string): Promise<boolean> {
  if (!(await limits.mayPassKept('mail-by-account', account))) return false
  const address = hex.encode(sha256(utf8.encode(email.toLowerCase())))
  const isWithin = await limits.mayPassKept('mail-by-address', address)
  return (await limits.mayPassKept('mail-by-account-to-address', `${account} ${address}`)) || isWithin
}

async function ask({ db, deps, mailbox }: World, session: Session, email: string): Promise<void> {
  const { account } = session
  const { random, log } = deps
  const at = deps.clock.now()
  const waiting = { email, asked_at: at, token_hash: null, expires_at: null }
  await db.transact(async (tx) => {
    await tx
      .insertInto('email_confirmations')
      .values({ account, ...waiting })
      .onConflict((conflict) => conflict.column('account').doUpdateSet(waiting))
      .execute()
    // One that did not leave yet is for the address before.
    await tx.deleteFrom('mails').where('account', '=', account).where('kind', '=', 'confirm-email').execute()
    await queueMail(tx, { kind: 'confirm-email', account, recipient: email, at, random })
    await noteActivity(tx, session, { event: 'email-given', at })
  })
  mailbox.sendDue().catch((error) => log.failure('MAILBOX_FAILED', error))
}

/**
 * A code for a mail that leaves now (`makeMailCode`); the one before it ends. Kept is its hash. Undefined when this account
 * waits for no such address.
 */
export async function renewConfirmation(
  { db, clock, random }: { db: Database<PortalTables>; clock: Clock; random: Random },
  { account, email }: { account: string; email: string },
): Promise<string | undefined> {
  const token = makeMailCode(random)
  const { numUpdatedRows } = await db.kysely
    .updateTable('email_confirmations')
    .set({ token_hash: hashToken(token), expires_at: new Date(clock.now().getTime() + linkLifetimeMs) })
    .where('account', '=', account)
    .where('email', '=', email)
    .executeTakeFirst()
  return numUpdatedRows === 0n ? undefined : token
}

/**
 * Makes the address of a link, or of a code as it was typed, the one that is used, once, whoever has it and wherever. Of one that
 * was used, or whose place a later one took, nothing is kept: it is not told from one that never was.
 */
export async function confirmEmail({ db, deps }: World, typed: string): Promise<Verdict<string, ConfirmCode>> {
  const read = readMailCode(typed)
  if (!read.ok) return read
  const token_hash = hashToken(read.value)
  const at = deps.clock.now()
  return db.transact(async (tx) => {
    const row = await tx
      .deleteFrom('email_confirmations')
      .where('token_hash', '=', token_hash)
      .where('expires_at', '>', at)
      .returning(['account', 'email'])
      .executeTakeFirst()
    if (row === undefined) {
      const over = tx.selectFrom('email_confirmations').select('account').where('token_hash', '=', token_hash)
      return no((await over.executeTakeFirst()) === undefined ? 'EMAIL_CODE_UNKNOWN' : 'EMAIL_CODE_OVER')
    }
    const { account, email } = row
    await tx.updateTable('accounts').set({ email }).where('account', '=', account).execute()
    // What did not leave yet leaves for the new one.
    await tx
      .updateTable('mails')
      .set({ recipient: email })
      .where('account', '=', account)
      .where('kind', '=', 'arrived')
      .where('gave_up_at', 'is', null)
      .execute()
    await noteActivity(tx, { account, channel: 'page' }, { event: 'email-confirmed', at })
    return ok(email)
  })
}

/** By which an address that waits for its link is found. */
export function hashToken(token: string): Bytes {
  return sha256(utf8.encode(`madoguchi/1/email-token\n${token}`))
}
