import assert from 'node:assert/strict'
import type { Verdict } from '@madoguchi/kit'
import { no, secondMs } from '@madoguchi/kit'
import { digestMandate, type ReaderKey } from '@madoguchi/messages'
import { giveBackMandates } from '../session/give-back.ts'
import type { Ground } from '../shell/ground.ts'
import type { Network } from '../shell/network.ts'
import { deleteAcquisition, takeAnswered } from './acquisitions.ts'
import { finishLogIns } from './finish-log-ins.ts'
import { readRefusal } from './read-refusal.ts'
import { openGrant } from './reply-key.ts'
import type { LoggedIn, LogInCode, WaitingLogIn } from './waiting-log-ins.ts'

const waitMs = 10 * secondMs

export type AwaitMandate = (acquisition: string, waiting: WaitingLogIn) => Promise<Verdict<LoggedIn, LogInCode>>

/**
 * Waits until the mandate of a card that was shown made a session, or the registry refused. LOGIN_SLOW when neither came
 * in ten seconds: nothing is lost, since a mandate that comes later finds nobody who waits and is given back.
 */
export function makeAwaitMandate(
  { random, log }: Pick<Ground, 'random' | 'log'>,
  { delivery, waiters, core }: Pick<Network, 'delivery' | 'waiters' | 'core'>,
  replyKey: ReaderKey,
): AwaitMandate {
  const grants = { delivery, core, replyKey }
  return async (acquisition, waiting) => {
    let isFirstLook = true
    const done = await waiters.waitFor({
      name: acquisition,
      timeoutMs: waitMs,
      async look() {
        // The mandate's own handler ends the log-in. The database has a refusal, or what another copy of us was told.
        const isTooEarly = isFirstLook
        isFirstLook = false
        if (waiting.outcome !== undefined || isTooEarly) return waiting.outcome
        return (await takeWord(grants, { acquisition, waiting, random, log })) ?? waiting.outcome
      },
    })
    if (done !== undefined) return done
    await giveUp(grants, acquisition)
    return waiting.outcome ?? no('LOGIN_SLOW')
  }
}

/** Where grants come in, and the key that opens those sealed to this process. */
type Grants = Pick<Network, 'delivery' | 'core'> & { readonly replyKey: ReaderKey }

/** Nobody waits any more: a mandate that another copy took in meanwhile is given back, and so is what comes later. */
async function giveUp({ delivery, core, replyKey }: Grants, acquisition: string): Promise<void> {
  await delivery.transact(async (work) => {
    const row = await deleteAcquisition(work.tx, acquisition)
    const sealed = row?.sealed_grant
    const grant = sealed ? await openGrant(new Uint8Array(sealed), { acquisition, replyKey }) : undefined
    if (grant !== undefined) giveBackMandates(work, { core, digests: [digestMandate(grant.mandate)] })
  })
}

/** What stands in the database of this acquisition: a refusal, or a mandate that another copy of the program took in. */
async function takeWord(
  { delivery, core, replyKey }: Grants,
  {
    acquisition,
    waiting,
    random,
    log,
  }: Pick<Ground, 'random' | 'log'> & { acquisition: string; waiting: WaitingLogIn },
): Promise<Verdict<LoggedIn, LogInCode> | undefined> {
  return delivery.transact(async (work) => {
    const row = await takeAnswered(work.tx, acquisition)
    if (row === undefined) return undefined
    if (row.sealed_grant === null) return readRefusal(row.reason)
    const grant = await openGrant(new Uint8Array(row.sealed_grant), { acquisition, replyKey })
    assert(grant !== undefined, 'a grant is sealed to the process whose log-in waits, and bound to that')
    await finishLogIns(work, [{ ...grant, waiting }], { random, core, log })
    return undefined
  })
}
