import { holdsMyNumber, parsePhone } from '@madoguchi/forms'
import type { Verdict } from '@madoguchi/kit'
import { dayMs, no, ok } from '@madoguchi/kit'
import type { CheckContact } from '@madoguchi/messages'
import { dropDirectionMarks, isCheckContact, sealContact } from '@madoguchi/messages'
import { noteActivity } from '../session/activity.ts'
import type { Counts } from '../shell/limits/counts.ts'
import type { Network } from '../shell/network.ts'
import type { Session } from '../shell/visitor.ts'
import { noteCheck } from './inquiries.ts'
import { canBeChecked } from './state.ts'

type CheckRefusal = 'CHECK_NOT_OFFERED' | 'TOO_MANY'
export type ContactRefusal = 'CHECK_NAME' | 'CHECK_PHONE'

/**
 * 確認を依頼する: asks the provider of an ended inquiry to look again, once. Whatever the cause of the ending was, the same
 * goes out and the same comes back: when it was asked. A second time changes nothing and gives the first one's time.
 */
export type RequestCheck = (
  session: Session,
  asked: { request: string; exchange: string; contact: CheckContact },
) => Promise<Verdict<{ requestedAt: Date }, CheckRefusal>>

export function makeRequestCheck(
  { delivery, core }: Pick<Network, 'delivery' | 'core'>,
  limits: Pick<Counts, 'mayPassKept'>,
): RequestCheck {
  return async (session, { request, exchange, contact }) => {
    if (!(await limits.mayPassKept('check-by-account', session.account))) return no('TOO_MANY')
    return delivery.transact(async ({ tx, at, post }) => {
      const row = await tx
        .selectFrom('inquiries')
        .select(['state', 'check_key', 'check_requested_at'])
        .where('exchange', '=', exchange)
        .where('request', '=', request)
        .where('account', '=', session.account)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined || row.check_key === null || !canBeChecked(row.state)) return no('CHECK_NOT_OFFERED')
      if (row.check_requested_at !== null) return ok({ requestedAt: row.check_requested_at })
      const payload = await sealContact({ contact, checkKey: row.check_key, exchange })
      await noteCheck(tx, { exchange, at })
      post({
        name: 'request-check',
        to: core,
        body: { exchange },
        payload,
        notAfter: at.getTime() + 7 * dayMs,
      })
      await noteActivity(tx, session, { event: 'check-requested', at })
      return ok({ requestedAt: at })
    })
  }
}

/** How to be reached, as somebody typed it: a telephone is read as in a form, and both may be empty. */
export function readCheckContact(typed: {
  name?: string | null | undefined
  phone?: string | null | undefined
}): Verdict<CheckContact, ContactRefusal> {
  const name = (typed.name ?? '').trim().normalize('NFC')
  // Numbers that are copied out of a list of contacts come with marks of direction.
  const written = dropDirectionMarks(typed.phone ?? '').trim()
  const read = parsePhone(written)
  // One number of Japan: the message has room for its digits alone.
  const phone = read.ok && /^[0-9-]+$/.test(read.value) ? read.value.replaceAll('-', '') : written
  const named = name === '' ? {} : { name }
  const reached = phone === '' ? {} : { phone }
  if (!isCheckContact(named) || holdsMyNumber(name)) return no('CHECK_NAME')
  return isCheckContact(reached) ? ok({ ...named, ...reached }) : no('CHECK_PHONE')
}
