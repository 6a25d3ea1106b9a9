import type { Handler, Work } from '@madoguchi/delivery'
import type { Received } from '@madoguchi/messages'
import { sql } from 'kysely'
import type { HandlerContext } from '../handler-context.ts'
import { finishLogIns, type Granted } from '../login/finish-log-ins.ts'
import type { PortalTables } from '../tables.ts'

type Grant = Received<'mandate-granted'>['body']

/**
 * The core's mandates. For a log-in that waits in this process, account and session are made in this very transaction;
 * for any other the mandate is written down, for the copy of the program where it waits, or for the sweep to give back.
 */
export function makeMandateGranted(context: HandlerContext): Handler<PortalTables, 'mandate-granted'> {
  return async (work, messages) => {
    const elsewhere: Grant[] = []
    const here = new Map<string, Granted>()
    for (const { from, body } of messages) {
      if (from !== context.core) continue
      const { acquisition, mandate, linkCode } = body
      const waiting = context.waitingLogIns.get(acquisition)
      if (waiting === undefined || waiting.outcome !== undefined || here.has(acquisition)) elsewhere.push(body)
      else here.set(acquisition, { mandate, linkCode, expiresAt: new Date(body.expiresAt), waiting })
    }
    noteGrants(work, elsewhere)
    if (here.size > 0) {
      const acquisitions = [...here.keys()]
      work.write(sql`delete from acquisitions where acquisition = any(${acquisitions}::text[]) and state = 'waiting'`)
      await finishLogIns(work, [...here.values()], context)
    }
    for (const { body } of messages) work.afterCommit(() => context.waiters.wake(body.acquisition))
    return messages.map(({ from }) => (from === context.core ? undefined : 'MESSAGE_SENDER_NOT_ALLOWED'))
  }
}

/** One that nobody waits for any more changes nothing. */
function noteGrants({ write }: Work<PortalTables>, grants: readonly Grant[]): void {
  if (grants.length === 0) return
  write(sql`
    update acquisitions a
    set state = 'granted', mandate = t.mandate, link_code = t.link_code, mandate_expires_at = t.expires_at
    from unnest(${grants.map((grant) => grant.acquisition)}::text[], ${grants.map((grant) => grant.mandate)}::text[],
      ${grants.map((grant) => grant.linkCode)}::text[], ${grants.map((grant) => new Date(grant.expiresAt))}::timestamptz[])
      as t (acquisition, mandate, link_code, expires_at)
    where a.acquisition = t.acquisition and a.state = 'waiting'`)
}
