import type { Random } from '@madoguchi/kit'
import type { Kysely } from 'kysely'
import { listEmails } from '../session/accounts.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Mailbox } from './mailbox.ts'
import { type MailKind, queueMail } from './mails.ts'

type Tx = Kysely<PortalTables>

/**
 * What another journey does with mails of its kind: a word before drafts end, or when word of a filing came. Undefined where no mails
 * leave at all.
 */
export function makeNewsMails(mailbox: Mailbox, random: Random, kind: MailKind & ('draft-ends' | 'filing-news')) {
  if (!mailbox.isOffered()) return undefined
  return {
    listRecipients: listEmails,
    queue: (tx: Tx, to: { account: string; recipient: string; at: Date }) => queueMail(tx, { kind, ...to, random }),
    send: () => mailbox.sendDue(),
  }
}
