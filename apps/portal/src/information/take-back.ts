import type { Work } from '@madoguchi/delivery'
import { dayMs } from '@madoguchi/kit'
import { noteActivity } from '../session/activity.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Session } from '../shell/visitor.ts'
import type { World } from '../shell/world.ts'
import { openStates } from './state.ts'

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
    const gone = await tx
      .updateTable('requests')
      .set({ deleted_at: at })
      .where('request', '=', request)
      .where('account', '=', session.account)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (gone.numUpdatedRows === 0n) return false
    await withdrawWithin(work, { world, session, which: { request } })
    await noteActivity(tx, session, { event: 'deleted', at })
    await tx
      .updateTable('inquiries')
      .set({ sealed: null })
      .where('request', '=', request)
      .where('account', '=', session.account)
      .execute()
    return true
  })
}

/** In the caller's transaction. */
async function withdrawWithin(
  { tx, at, post, afterCommit }: Work<PortalTables>,
  { world, session, which }: { world: World; session: Session; which: Which },
): Promise<number> {
  const open = tx
    .updateTable('inquiries')
    .set({ state: 'withdrawn', changed_at: at, closed_at: at })
    .where('account', '=', session.account)
    .where('request', '=', which.request)
    .where('state', 'in', openStates)
  const rows = await (which.exchange === undefined ? open : open.where('exchange', '=', which.exchange))
    .returning('exchange')
    .execute()
  for (const { exchange } of rows)
    post({ name: 'withdraw', to: world.config.core, body: { exchange }, notAfter: at.getTime() + 7 * dayMs })
  if (rows.length > 0) await noteActivity(tx, session, { event: 'withdrawn', at, count: rows.length })
  afterCommit(() => world.waiters.wake(which.request))
  return rows.length
}
