import { setTimeout as sleep } from 'node:timers/promises'
import type { Dice } from './dice.ts'
import type { NationOfProcesses, Target } from './nation-of-processes.ts'
import { targets } from './nation-of-processes.ts'

export type Killer = {
  /** How often each was killed. */
  readonly kills: Map<Target, number>
  /** Kills no more, and returns when everything lives again. */
  stop(): Promise<void>
}

/** Kills one process after another with -9, at random, each dead for a moment, sometimes two at once. Everyone at least once when it can. */
export function startKiller(options: {
  nation: NationOfProcesses
  dice: Dice
  /** From one kill to the next, at most. */
  pauseMsMax: number
  deadMsMax: number
  among?: readonly Target[]
}): Killer {
  const { nation, dice, pauseMsMax, deadMsMax, among = targets } = options
  const kills = new Map<Target, number>()
  const dead = new Map<Target, Promise<void>>()
  let failure: unknown
  let isStopped = false

  async function killAndRevive(target: Target): Promise<void> {
    kills.set(target, (kills.get(target) ?? 0) + 1)
    await nation.kill(target)
    await sleep(dice.below(deadMsMax))
    await nation.revive(target)
  }

  function choose(): Target | undefined {
    const living = among.filter((target) => !dead.has(target))
    const spared = living.filter((target) => !kills.has(target))
    if (living.length === 0) return undefined
    return dice.pick(spared.length > 0 ? spared : living)
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      await sleep(pauseMsMax / 4 + dice.below((pauseMsMax * 3) / 4))
      const target = isStopped || dead.size >= 2 ? undefined : choose()
      if (target === undefined) continue
      const back = killAndRevive(target)
        .catch((error) => {
          failure ??= error
        })
        .finally(() => dead.delete(target))
      dead.set(target, back)
    }
    await Promise.all(dead.values())
  }

  const running = run()
  return {
    kills,
    async stop() {
      isStopped = true
      await running
      if (failure !== undefined) throw failure
    },
  }
}
