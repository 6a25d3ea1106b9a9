import type { Handler, Work } from '@madoguchi/delivery'
import type { Log, Random } from '@madoguchi/kit'
import { minuteMs } from '@madoguchi/kit'
import { digestMandate } from '@madoguchi/messages'
import { sql } from 'kysely'
import { giveBackMandates } from '../session/give-back.ts'
import type { PortalTables } from '../shell/tables.ts'
import type { Waiters } from '../shell/waiters.ts'
import { deleteWaiting, grantAcquisition } from './acquisitions.ts'
import { finishLogIns, type Granted } from './finish-log-ins.ts'
import { type Grant, sealGrant } from './reply-key.ts'
import type { WaitingLogIns } from './waiting-log-ins.ts'

type Elsewhere = Grant & { readonly acquisition: string }

/** No log-in waits so long, and one that stops takes its row away: what is older was left by a program that ended. */
const nobodyWaitsAfterMs = minuteMs

/**
 * The core's mandates. For a log-in that waits in this process, account and session are made in this very transaction; for
 * one that waits in another copy of the program the mandate is sealed to that log-in and written down; one that nobody
 * waits for is given back at once. None ever stands in the database in the clear.
 */
export function makeMandateGranted(context: {
  core: string
  waiters: Waiters
  waitingLogIns: WaitingLogIns
  random: Random
  log: Log
}): Handler<PortalTables, 'mandate-granted'> {
  return async (work, messages) => {
    const elsewhere: Elsewhere[] = []
    const unwanted: Grant[] = []
    const here = new Map<string, Granted>()
    for (const { from, body } of messages) {
      if (from !== context.core) continue
      const { acquisition, mandate, linkCode } = body
      const grant = { mandate, linkCode, expiresAt: new Date(body.expiresAt) }
      const waiting = context.waitingLogIns.get(acquisition)
      if (here.has(acquisition)) unwanted.push(grant)
      else if (waiting === undefined || waiting.outcome !== undefined) elsewhere.push({ ...grant, acquisition })
      else here.set(acquisition, { ...grant, waiting })
    }
    if (elsewhere.length > 0) unwanted.push(...(await noteGrants(work, elsewhere)))
    if (unwanted.length > 0) context.log.warn('MANDATES_CAME_LATE', { count: unwanted.length })
    giveBackMandates(work, { core: context.core, digests: unwanted.map(({ mandate }) => digestMandate(mandate)) })
    if (here.size > 0) {
      work.write(deleteWaiting([...here.keys()]))
      await finishLogIns(work, [...here.values()], context)
    }
    for (const { body } of messages) work.afterCommit(() => context.waiters.wake(body.acquisition))
    return messages.map(({ from }) => (from === context.core ? undefined : 'MESSAGE_SENDER_NOT_ALLOWED'))
  }
}

/** Writes down those that another copy waits for. Gives the others. */
async function noteGrants({ tx, at }: Work<PortalTables>, grants: readonly Elsewhere[]): Promise<readonly Grant[]> {
  const { rows } = await sql<{ acquisition: string; reply_key: string }>`
    select acquisition, reply_key from acquisitions
    where acquisition = any(${grants.map(({ acquisition }) => acquisition)}::text[]) and state = 'waiting'
      and created_at > ${new Date(at.getTime() - nobodyWaitsAfterMs)}
    for update`.execute(tx)
  const replyKeys = new Map(rows.map((row) => [row.acquisition, row.reply_key]))
  const unwanted: Grant[] = []
  for (const { acquisition, ...grant } of grants) {
    const replyKey = replyKeys.get(acquisition)
    // Of two for one log-in, the first counts.
    replyKeys.delete(acquisition)
    if (replyKey === undefined) {
      unwanted.push(grant)
      continue
    }
    const sealed = await sealGrant(grant, { acquisition, replyKey })
    await grantAcquisition(tx, { acquisition, sealed })
  }
  return unwanted
}
