import type { Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'

/** Who waits: an account, or an address; and at an address which of its browsers. */
export type Waiter = { readonly group: string; readonly one: string }

export type Turns = {
  /** When it is their turn: disposed, it is the next one's. TOO_MANY for who has most waiting where all places are taken. */
  take(who: Waiter): Promise<Verdict<Disposable, 'TOO_MANY'>>
}

type Waiting = Waiter & { answer(verdict: Verdict<Disposable, 'TOO_MANY'>): void }
type Lane = { readonly one: string; readonly waiting: Waiting[] }
/** Those who had a turn stand behind those who had none. */
type Group = { readonly name: string; lanes: Lane[]; running: number }

/**
 * Lets `atOnce` work at the same time, one of each group in turn and in a group one of each. A group may work on no more than
 * what stays free for others. `waitingMax` may wait; where all wait, a newcomer who has fewer waiting than the loudest takes
 * the last place of that one.
 */
export function makeTurns({ atOnce, waitingMax }: { atOnce: number; waitingMax: number }): Turns {
  let groups: Group[] = []
  let running = 0
  let waiting = 0

  function find({ group }: Waiter): Group {
    const known = groups.find(({ name }) => name === group)
    if (known !== undefined) return known
    const made: Group = { name: group, lanes: [], running: 0 }
    groups.push(made)
    return made
  }

  /** True when there is a place for this one, if need be that of the loudest. */
  function makeRoom(who: Waiter): boolean {
    if (waiting < waitingMax) return true
    const group = find(who)
    const loudest = groups.reduce((most, one) => (countOf(one) > countOf(most) ? one : most), group)
    const lane = loudest.lanes.reduce<Lane | undefined>(
      (most, one) => (most === undefined || one.waiting.length > most.waiting.length ? one : most),
      undefined,
    )
    const own = group.lanes.find(({ one }) => one === who.one)?.waiting.length ?? 0
    const isQuieter = loudest !== group || own + 1 < (lane?.waiting.length ?? 0)
    if (lane === undefined || !isQuieter) return false
    const last = lane.waiting.pop()
    waiting -= 1
    forget(loudest)
    last?.answer(no('TOO_MANY'))
    return true
  }

  function forget(group: Group): void {
    group.lanes = group.lanes.filter((lane) => lane.waiting.length > 0)
    if (group.lanes.length === 0 && group.running === 0) groups = groups.filter((one) => one !== group)
  }

  function goOn(): void {
    while (running < atOnce) {
      const group = groups.find((one) => one.lanes.length > 0 && one.running + 1 <= atOnce - running)
      const lane = group?.lanes[0]
      const next = lane?.waiting.shift()
      if (group === undefined || lane === undefined || next === undefined) return
      waiting -= 1
      running += 1
      group.running += 1
      group.lanes = [...group.lanes.slice(1), ...(lane.waiting.length > 0 ? [lane] : [])]
      groups = [...groups.filter((one) => one !== group), group]
      next.answer(ok(makePlace(group)))
    }
  }

  function makePlace(group: Group): Disposable {
    let isTaken = true
    return {
      [Symbol.dispose]() {
        if (!isTaken) return
        isTaken = false
        running -= 1
        group.running -= 1
        forget(group)
        goOn()
      },
    }
  }

  return {
    take: (who) =>
      new Promise((answer) => {
        if (!makeRoom(who)) {
          forget(find(who))
          return answer(no('TOO_MANY'))
        }
        const group = find(who)
        const lane = group.lanes.find(({ one }) => one === who.one)
        if (lane === undefined) group.lanes.push({ one: who.one, waiting: [{ ...who, answer }] })
        else lane.waiting.push({ ...who, answer })
        waiting += 1
        goOn()
      }),
  }
}

function countOf({ lanes }: Group): number {
  return lanes.reduce((count, { waiting }) => count + waiting.length, 0)
}
