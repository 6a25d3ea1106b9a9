import type { Work } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import { noteActivity } from '../session/activity.ts'
import type { Network } from '../shell/network.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'
import { dropAnswers, hideRequest, withdraw } from './inquiries.ts'

type Posting = Pick<Network, 'core' | 'waiters'> & { readonly delivery: Pick<Network['delivery'], 'transact'> }

type Which = { readonly request: string; readonly exchange?: string }

export type TakeBack = {
  /** 取消: what this account asked and what is still on its way. Gives how many were taken back. */
  withdrawInquiries(session: Session, which: Which): Promise<number>
  /**
   * Takes back what is on its way, forgets the answers and shows the request no more: all of it or nothing. False when it is
   * not this account's.
   */
  deleteRequest(session: Session, request: string): Promise<boolean>
}

export function makeTakeBack(posting: Posting): TakeBack {
  const { delivery } = posting
  return {
    withdrawInquiries: (session, which) =>
      delivery.transact((work) => withdrawWithin(work, { posting, session, which })),
    deleteRequest: (session, request) =>
      delivery.transact(async (work) => {
        const { tx, at } = work
        const which = { account: session.account, request }
        if (!(await hideRequest(tx, { ...which, at }))) return false
        await withdrawWithin(work, { posting, session, which: { request } })
        await noteActivity(tx, session, { event: 'deleted', at })
        await dropAnswers(tx, which)
        return true
      }),
  }
}

/** In the caller's transaction. */
async function withdrawWithin(
  { tx, at, post, afterCommit }: Work<PortalTables>,
  { posting, session, which }: { posting: Omit<Posting, 'delivery'>; session: Session; which: Which },
): Promise<number> {
  const gone = await withdraw(tx, { ...which, account: session.account, at })
  for (const exchange of gone)
    post({ name: 'withdraw', to: posting.core, body: { exchange }, notAfter: at.getTime() + 7 * dayMs })
  if (gone.length > 0) await noteActivity(tx, session, { event: 'withdrawn', at, count: gone.length })
  afterCommit(() => posting.waiters.wake(which.request))
  return gone.length
}
