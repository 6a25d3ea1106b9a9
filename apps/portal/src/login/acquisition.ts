import type { Verdict } from '@madoguchi/kit'
import { no, secondMs } from '@madoguchi/kit'
import type { World } from '../world.ts'
import { finishLogIns } from './finish-log-ins.ts'
import { readRefusal } from './read-refusal.ts'
import type { LoggedIn, LogInCode, WaitingLogIn } from './waiting-log-ins.ts'

const waitMs = 10 * secondMs

/**
 * Waits until the mandate of a card that was shown made a session, or the registry refused. LOGIN_SLOW when neither came
 * in ten seconds: nothing is lost, since a mandate that comes later is given back by the sweep.
 */
export async function awaitMandate(
  world: World,
  acquisition: string,
  waiting: WaitingLogIn,
): Promise<Verdict<LoggedIn, LogInCode>> {
  let isFirstLook = true
  const done = await world.waiters.waitFor({
    name: acquisition,
    timeoutMs: waitMs,
    async look() {
      // The mandate's own handler ends the log-in. The database has a refusal, or what another copy of us was told.
      const isTooEarly = isFirstLook
      isFirstLook = false
      if (waiting.outcome !== undefined || isTooEarly) return waiting.outcome
      return (await takeWord(world, acquisition, waiting)) ?? waiting.outcome
    },
  })
  return done ?? no('LOGIN_SLOW')
}

/** What stands in the database of this acquisition: a refusal, or a mandate that another copy of the program took in. */
async function takeWord(
  { delivery, deps, config }: World,
  acquisition: string,
  waiting: WaitingLogIn,
): Promise<Verdict<LoggedIn, LogInCode> | undefined> {
  return delivery.transact(async (work) => {
    const row = await work.tx
      .deleteFrom('acquisitions')
      .where('acquisition', '=', acquisition)
      .where('state', '!=', 'waiting')
      .returningAll()
      .executeTakeFirst()
    if (row === undefined) return undefined
    const { mandate, link_code: linkCode, mandate_expires_at: expiresAt } = row
    if (mandate !== null && linkCode !== null && expiresAt !== null) {
      const granted = { mandate, linkCode, expiresAt, waiting }
      await finishLogIns(work, [granted], { random: deps.random, core: config.core })
      return undefined
    }
    return readRefusal(row.reason)
  })
}
