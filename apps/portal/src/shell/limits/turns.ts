import type { Clock, Random, Verdict } from '@madoguchi/kit'
import { no, ok } from '@madoguchi/kit'
import { rememberPlaces } from './places-lately.ts'

/** Who waits: an account, or an address; and at an address which of its browsers. */
export type Waiter = { readonly group: string; readonly one: string }

export type Turns = {
  /** When it is their turn: disposed, it is the next one's. TOO_MANY for who loses a place, or gets none, where all are taken. */
  take(who: Waiter): Promise<Verdict<Disposable, 'TOO_MANY'>>
}

type Waiting = Waiter & { answer(verdict: Verdict<Disposable, 'TOO_MANY'>): void }
type Lane = { readonly one: string; readonly waiting: Waiting[] }
/** Those who had more places lately stand behind those who had fewer, and of the same those who had a turn just now. */
type Group = { readonly name: string; lanes: Lane[]; running: number }

/**
 * Lets `atOnce` work at the same time, one of each group in turn and in a group one of each. A group may work on no more than
 * what stays free for others. `waitingMax` may wait; where all wait, a newcomer who has fewer waiting than the loudest takes
 * the last place of that one. Where the loudest group is the newcomer's own and each of its lanes has one waiting, the place
 * is that of the lane that had most places lately, and of several such by lot; who had more than that gets none. So a fixed
 * number of browsers, however they try, stands behind who comes anew; who has new ones without end gets what the lot gives.
 */
export function makeTurns({
  atOnce,
  waitingMax,
  clock,
  random,
}: {
  atOnce: number
  waitingMax: number
  clock: Clock
  random: Random
}): Turns {
  const places = rememberPlaces(clock)
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
    const loud = keepMost(groups, countOf)
    const loudest = loud.includes(group) ? group : (loud[drawBelow(loud.length, random)] ?? group)
    const lane = findLoser(loudest)
    if (lane === undefined || (loudest === group && !mayTakePlace(who, { group, lane }))) return false
    const last = lane.waiting.pop()
    waiting -= 1
    forget(loudest)
    last?.answer(no('TOO_MANY'))
    return true
  }

  const rankOf = (group: Group, lane: Lane) => places.rankOf(nameOf(group.name, lane.one))

  /** The lane with most waiting, of these the one that had most places lately, of these by lot. */
  function findLoser(group: Group): Lane | undefined {
    const longest = keepMost(group.lanes, ({ waiting }) => waiting.length)
    const all = keepMost(longest, (lane) => rankOf(group, lane))
    return all[drawBelow(all.length, random)]
  }

  function mayTakePlace(who: Waiter, { group, lane }: { group: Group; lane: Lane }): boolean {
    const own = group.lanes.find(({ one }) => one === who.one)?.waiting.length ?? 0
    if (own + 1 < lane.waiting.length) return true
    return (
      own === 0 && lane.waiting.length === 1 && places.rankOf(nameOf(group.name, who.one), 1) <= rankOf(group, lane)
    )
  }

  function addLane(group: Group, lane: Lane): void {
    const rank = rankOf(group, lane)
    const at = group.lanes.findIndex((other) => rankOf(group, other) > rank)
    group.lanes = at < 0 ? [...group.lanes, lane] : group.lanes.toSpliced(at, 0, lane)
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
      group.lanes = group.lanes.slice(1)
      if (lane.waiting.length > 0) addLane(group, lane)
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
        places.add(nameOf(group.name, who.one))
        const lane = group.lanes.find(({ one }) => one === who.one)
        if (lane === undefined) addLane(group, { one: who.one, waiting: [{ ...who, answer }] })
        else lane.waiting.push({ ...who, answer })
        waiting += 1
        goOn()
      }),
  }
}

function countOf({ lanes }: Group): number {
  return lanes.reduce((count, { waiting }) => count + waiting.length, 0)
}

function nameOf(group: string, one: string): string {
  return `${group} ${one}`
}

function keepMost<T>(all: readonly T[], measure: (one: T) => number): T[] {
  const most = Math.max(...all.map(measure))
  return all.filter((one) => measure(one) === most)
}

/** Below a small number; the lot need not be fairer than to a thousandth of a percent. */
function drawBelow(count: number, random: Random): number {
  const [a = 0, b = 0, c = 0] = random.bytes(3)
  return count === 0 ? 0 : ((a << 16) | (b << 8) | c) % count
}
