import type { Verdict } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Session } from '../shell/visitor.ts'
import {
  type ConfirmCode,
  confirmEmail,
  type Email,
  type EmailCode,
  getEmail,
  giveEmail,
  removeEmail,
  resendConfirmation,
} from './confirmation.ts'
import type { Mailbox } from './mailbox.ts'

/** The addresses that citizens gave. Each is told in `confirmation.ts`. */
export type Emails = {
  /** Whether anybody is asked for one. */
  isOffered(): boolean
  find(account: string): Promise<Email>
  give(session: Session, text: string): Promise<Verdict<undefined, EmailCode>>
  resend(session: Session): Promise<Verdict<undefined, EmailCode>>
  remove(session: Session): Promise<void>
  confirm(typed: string): Promise<Verdict<string, ConfirmCode>>
}

export function makeEmails(
  { db, clock, random }: Pick<Ground, 'db' | 'clock' | 'random'>,
  { limits, mailbox }: { limits: Pick<Counts, 'mayPassKept'>; mailbox: Mailbox },
): Emails {
  const means = { db, clock, random, limits, mailbox }
  return {
    isOffered: () => mailbox.isOffered(),
    find: (account) => getEmail(means, account),
    give: (session, text) => giveEmail(means, session, text),
    resend: (session) => resendConfirmation(means, session),
    remove: (session) => removeEmail(means, session),
    confirm: (typed) => confirmEmail(means, typed),
  }
}
