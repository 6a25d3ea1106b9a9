import type { Verdict } from '@madoguchi/kit'
import { hex, no, ok, sha256, utf8 } from '@madoguchi/kit'
import { listEmails, setEmail } from '../session/accounts.ts'
import { noteActivity } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Session } from '../shell/visitor.ts'
import { beginConfirmation, dropConfirmation, hashToken, takeConfirmation } from './confirmations.ts'
import { parseEmailAddress } from './email-address.ts'
import { readMailCode } from './mail-code.ts'
import type { Mailbox } from './mailbox.ts'
import { dropMails, queueMail, redirectMails } from './mails.ts'

export type EmailCode = 'EMAIL_MALFORMED' | 'EMAIL_NOT_OFFERED' | 'EMAIL_NONE' | 'TOO_MANY'

/** Why a code confirms nothing. */
export type ConfirmCode = 'EMAIL_CODE_MALFORMED' | 'EMAIL_CODE_UNKNOWN' | 'EMAIL_CODE_OVER'

export type Email = {
  /** The one that is used. */
  readonly email: string | undefined
  /** The one whose link was not opened yet. */
  readonly waiting: { readonly email: string; readonly expiresAt: Date | undefined } | undefined
}

export async function getEmail({ db }: Pick<Ground, 'db'>, account: string): Promise<Email> {
  const [confirmed, waiting] = await Promise.all([
    listEmails(db.kysely, [account]),
    db.kysely
      .selectFrom('email_confirmations')
      .select(['email', 'expires_at'])
      .where('account', '=', account)
      .executeTakeFirst(),
  ])
  return {
    email: confirmed.get(account),
    waiting: waiting && { email: waiting.email, expiresAt: waiting.expires_at ?? undefined },
  }
}

type Means = Pick<Ground, 'db' | 'clock' | 'random'> & {
  readonly limits: Pick<Counts, 'mayPassKept'>
  readonly mailbox: Mailbox
}

/**
 * An address that a citizen gave: a link goes to it, and it is used once that was opened. The one before is used meanwhile.
 * At most five mails an hour, by account and by address; to an address that had its five, two of each account.
 */
export async function giveEmail(means: Means, session: Session, text: string): Promise<Verdict<undefined, EmailCode>> {
  const parsed = parseEmailAddress(text)
  if (!parsed.ok) return parsed
  if (!means.mailbox.isOffered()) return no('EMAIL_NOT_OFFERED')
  if (!(await mayMail(means.limits, session, parsed.value))) return no('TOO_MANY')
  await ask(means, session, parsed.value)
  return ok()
}

/** The link once more, a new one; the one before ends when it leaves. */
export async function resendConfirmation(means: Means, session: Session): Promise<Verdict<undefined, EmailCode>> {
  const { waiting } = await getEmail(means, session.account)
  return waiting === undefined ? no('EMAIL_NONE') : giveEmail(means, session, waiting.email)
}

/** Forgets the address that is used and the one that waits, and what is still on its way to either. */
export async function removeEmail({ db, clock }: Pick<Ground, 'db' | 'clock'>, session: Session): Promise<void> {
  const { account } = session
  await db.transact(async (tx) => {
    await setEmail(tx, { account, email: null })
    await dropConfirmation(tx, account)
    await dropMails(tx, { account })
    await noteActivity(tx, session, { event: 'email-removed', at: clock.now() })
  })
}

/** An address is not flooded by those who are not its own, and its owner gets a mail all the same. */
async function mayMail(limits: Means['limits'], { account }: Session, email: string): Promise<boolean> {
  if (!(await limits.mayPassKept('mail-by-account', account))) return false
  const address = hex.encode(sha256(utf8.encode(email.toLowerCase())))
  const isWithin = await limits.mayPassKept('mail-by-address', address)
  return (await limits.mayPassKept('mail-by-account-to-address', `${account} ${address}`)) || isWithin
}

async function ask({ db, clock, random, mailbox }: Means, session: Session, email: string): Promise<void> {
  const { account } = session
  const at = clock.now()
  await db.transact(async (tx) => {
    await beginConfirmation(tx, { account, email, at })
    // One that did not leave yet is for the address before.
    await dropMails(tx, { account, kind: 'confirm-email' })
    await queueMail(tx, { kind: 'confirm-email', account, recipient: email, at, random })
    await noteActivity(tx, session, { event: 'email-given', at })
  })
  void mailbox.sendDue()
}

/**
 * Makes the address of a link, or of a code as it was typed, the one that is used, once, whoever has it and wherever. Of one that
 * was used, or whose place a later one took, nothing is kept: it is not told from one that never was.
 */
export async function confirmEmail(
  { db, clock }: Pick<Ground, 'db' | 'clock'>,
  typed: string,
): Promise<Verdict<string, ConfirmCode>> {
  const read = readMailCode(typed)
  if (!read.ok) return read
  const token_hash = hashToken(read.value)
  const at = clock.now()
  return db.transact(async (tx) => {
    const row = await takeConfirmation(tx, { hash: token_hash, at })
    if (row === undefined) {
      const over = tx.selectFrom('email_confirmations').select('account').where('token_hash', '=', token_hash)
      return no((await over.executeTakeFirst()) === undefined ? 'EMAIL_CODE_UNKNOWN' : 'EMAIL_CODE_OVER')
    }
    const { account, email } = row
    await setEmail(tx, { account, email })
    // What did not leave yet leaves for the new one.
    await redirectMails(tx, { account, to: email })
    await noteActivity(tx, { account, channel: 'page' }, { event: 'email-confirmed', at })
    return ok(email)
  })
}
