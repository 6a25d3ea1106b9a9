import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { noteSeen } from '../activity/activity.ts'
import type { World } from '../world.ts'
import type { Session } from './session.ts'

const emailLengthMax = 254

/** 利用者登録: consent to the terms, and an address for 「届きました」 if the citizen wants that. */
export async function register(
  world: World,
  session: Session,
  given: { consent: boolean; email: string },
): Promise<Verdict<undefined, 'CONSENT_MISSING' | 'EMAIL_MALFORMED'>> {
  if (!given.consent) return no('CONSENT_MISSING')
  const email = given.email.trim().normalize('NFKC')
  const isAddress =
    email.length <= emailLengthMax && /^[^\s\p{Cc}\p{Cs}@<>"(),:;\\[\]]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/u.test(email)
  if (email !== '' && !isAddress) return no('EMAIL_MALFORMED')
  await world.db.kysely
    .updateTable('accounts')
    .set({ registered_at: world.deps.clock.now(), email: email === '' ? null : email })
    .where('account', '=', session.account)
    .execute()
  await noteSeen(world, session, { event: 'registered' })
  return ok()
}
