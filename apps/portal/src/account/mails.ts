import type { Random } from '@madoguchi/kit'
import { makeId } from '@madoguchi/kit'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

// The life of a mail that waits: nothing else writes `mails`.

type Tx = Kysely<PortalTables>

export type MailKind = 'arrived' | 'confirm-email' | 'left' | 'draft-ends' | 'filing-news'

export type Mail = Selectable<PortalTables['mails']>

const waitMinutesMax = 60

/** Puts a mail into the outbox, in the caller's transaction. Nothing is sent before `Mailbox.sendDue`. */
export async function queueMail(
  tx: Tx,
  mail: { kind: MailKind; account: string | null; recipient: string; count?: number; at: Date; random: Random },
): Promise<void> {
  const { kind, account, recipient, count, at, random } = mail
  await tx
    .insertInto('mails')
    .values({
      mail: makeId('mal', random),
      kind,
      account,
      recipient,
      count: count ?? null,
      made_at: at,
      due_at: at,
      tries: 0,
      gave_up_at: null,
    })
    .execute()
}

/** The next one that is due, put off at once so that no other copy of the program sends it too. */
export async function claimMail(db: Tx, at: Date): Promise<Mail | undefined> {
  const { rows } = await sql<Mail>`
    update mails set tries = tries + 1,
      due_at = ${at}::timestamptz + least(${waitMinutesMax}, power(2, least(tries, 10))) * interval '1 minute'
    where mail = (
      select mail from mails where gave_up_at is null and due_at <= ${at} order by due_at limit 1 for update skip locked)
    returning *`.execute(db)
  return rows[0]
}

/** It was sent. */
export async function deleteMail(db: Tx, mail: string): Promise<void> {
  await db.deleteFrom('mails').where('mail', '=', mail).execute()
}

/** It is counted, and not sent; to whom is forgotten. */
export async function giveUpMail(db: Tx, { mail, at }: { mail: string; at: Date }): Promise<void> {
  await db.updateTable('mails').set({ gave_up_at: at, recipient: '' }).where('mail', '=', mail).execute()
}

/** What did not leave yet for this account, of that kind or of any. */
export async function dropMails(tx: Tx, { account, kind }: { account: string; kind?: MailKind }): Promise<void> {
  const waiting = tx.deleteFrom('mails').where('account', '=', account)
  await (kind === undefined ? waiting.where('gave_up_at', 'is', null) : waiting.where('kind', '=', kind)).execute()
}

/** News that did not leave yet leave for another address. */
export async function redirectMails(tx: Tx, { account, to }: { account: string; to: string }): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ recipient: to })
    .where('account', '=', account)
    .where('kind', 'in', ['arrived', 'draft-ends', 'filing-news'])
    .where('gave_up_at', 'is', null)
    .execute()
}

/** What was given up is counted for thirty days, as long as anything else is kept. */
export async function forgetMails(db: Tx, { before }: { before: Date }): Promise<void> {
  await db.deleteFrom('mails').where('gave_up_at', '<', before).execute()
}
