import type { Random } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { listEmails } from '../session/accounts.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Mailbox } from './mailbox.ts'
import { queueMail } from './mails.ts'

type Tx = Kysely<PortalTables>

/** What the journey of forms does with mails: a word before drafts end. Undefined where no mails leave at all. */
export function makeEndingMails(mailbox: Mailbox, random: Random) {
  if (!mailbox.isOffered()) return undefined
  return {
    listRecipients: listEmails,
    queue: (tx: Tx, to: { account: string; recipient: string; at: Date }) =>
      queueMail(tx, { kind: 'draft-ends', ...to, random }),
    send: () => mailbox.sendDue(),
  }
}
