import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { registerAccount } from '../session/accounts.ts'
import { noteSeen } from '../session/activity.ts'
import type { Ground } from '../shell/ground.ts'
import type { Session } from '../shell/visitor.ts'
import { parseEmailAddress } from './email-address.ts'
import type { Emails } from './emails.ts'

type Given = { readonly consent: boolean; readonly email: string }
export type RegistrationFault = 'CONSENT_MISSING' | 'EMAIL_MALFORMED'

/** All that is wrong with what was filled in, the first box first. */
export function listRegistrationFaults({ consent, email }: Given): readonly RegistrationFault[] {
  const address = email.trim()
  return [
    ...(consent ? [] : (['CONSENT_MISSING'] as const)),
    ...(address === '' || parseEmailAddress(address).ok ? [] : (['EMAIL_MALFORMED'] as const)),
  ]
}

/** 利用者登録: consent to the terms, and an address for 「届きました」 if the citizen wants that, to be confirmed. */
export async function register(
  { db, clock, emails }: Pick<Ground, 'db' | 'clock'> & { emails: Pick<Emails, 'give'> },
  session: Session,
  given: Given,
): Promise<Verdict<undefined, RegistrationFault>> {
  const [fault] = listRegistrationFaults(given)
  if (fault !== undefined) return no(fault)
  const email = given.email.trim()
  await registerAccount(db.kysely, { account: session.account, at: clock.now() })
  await noteSeen({ db, clock }, session, { event: 'registered' })
  // Where no mail may go out now, the account stands all the same: 「登録内容」 takes an address at any time.
  if (email !== '') await emails.give(session, email)
  return ok()
}
