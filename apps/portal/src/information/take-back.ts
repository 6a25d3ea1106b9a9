import type { Work } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import { noteActivity } from '../session/activity.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { dropAnswers, hideRequest, withdraw } from './inquiries.ts'

type Which = { readonly request: string; readonly exchange?: string }

/** 取消: what this account asked and what is still on its way. Gives how many were taken back. */
export async function withdrawInquiries(world: World, session: Session, which: Which): Promise<number> {
  return world.delivery.transact((work) => withdrawWithin(work, { world, session, which }))
}

/**
 * Takes back what is on its way, forgets the answers and shows the request no more: all of it or nothing. False when it is
 * not this account's.
 */
export async function deleteRequest(world: World, session: Session, request: string): Promise<boolean> {
  return world.delivery.transact(async (work) => {
    const { tx, at } = work
    const which = { account: session.account, request }
    if (!(await hideRequest(tx, { ...which, at }))) return false
    await withdrawWithin(work, { world, session, which: { request } })
    await noteActivity(tx, session, { event: 'deleted', at })
    await dropAnswers(tx, which)
    return true
  })
}

/** In the caller's transaction. */
async function withdrawWithin(
  { tx, at, post, afterCommit }: Work<PortalTables>,
  { world, session, which }: { world: World; session: Session; which: Which },
): Promise<number> {
  const gone = await withdraw(tx, { ...which, account: session.account, at })
  for (const exchange of gone)
    post({ name: 'withdraw', to: world.config.core, body: { exchange }, notAfter: at.getTime() + 7 * dayMs })
  if (gone.length > 0) await noteActivity(tx, session, { event: 'withdrawn', at, count: gone.length })
  afterCommit(() => world.waiters.wake(which.request))
  return gone.length
}
