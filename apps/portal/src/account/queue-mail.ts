import type { Random } from '@madoguchi/kit'
import { makeId } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import type { PortalTables } from '../shell/tables.ts'

export type MailKind = 'arrived' | 'confirm-email' | 'left'

/** Puts a mail into the outbox, in the caller's transaction. Nothing is sent before `Mailbox.sendDue`. */
export async function queueMail(
  tx: Kysely<PortalTables>,
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
