/** What waits, with a lane for each sender, so that a loud one fills neither the room nor a batch for the others. */
type FairQueue<T> = {
  readonly size: number
  /** Whether `count` more of this sender may wait. */
  hasRoom(sender: string, count: number): boolean
  push(sender: string, item: T): void
  /** What `takeTogether` would take first of each sender. */
  nextOfEach(): T[]
  /**
   * Takes up to `max`, one of each sender in turn, each sender's own in the order they came. No two with the same key:
   * a sender whose next repeats one that was taken sits out, so the second waits for what becomes of the first.
   */
  takeTogether(max: number, keyOf: (item: T) => string): T[]
}

/**
 * A sender may hold no more than what is left free: alone half of the room, and of several loud ones each as much as
 * stays free for everybody else. So there is always room for one who is quiet.
 */
export function makeFairQueue<T>(sizeMax: number): FairQueue<T> {
  const lanes = new Map<string, T[]>()
  let size = 0

  return {
    get size() {
      return size
    },
    hasRoom: (sender, count) => (lanes.get(sender)?.length ?? 0) + count <= sizeMax - size,
    push(sender, item) {
      const lane = lanes.get(sender)
      if (lane === undefined) lanes.set(sender, [item])
      else lane.push(item)
      size++
    },
    nextOfEach: () => [...lanes.values()].flatMap((lane) => lane.slice(0, 1)),
    takeTogether(max, keyOf) {
      const taken: T[] = []
      const keys = new Set<string>()
      const turns = [...lanes].map(([sender, lane]) => ({ sender, lane, count: 0, isOut: false }))
      for (let before = -1; before < taken.length && taken.length < max; ) {
        before = taken.length
        for (const turn of turns) {
          const item = turn.lane[turn.count]
          if (turn.isOut || item === undefined || taken.length === max) continue
          const key = keyOf(item)
          turn.isOut = keys.has(key)
          if (turn.isOut) continue
          keys.add(key)
          taken.push(item)
          turn.count++
        }
      }
      // Who had a turn goes behind those who had none.
      for (const { sender, lane, count } of turns) {
        if (count === 0) continue
        lanes.delete(sender)
        lane.splice(0, count)
        if (lane.length > 0) lanes.set(sender, lane)
      }
      size -= taken.length
      return taken
    },
  }
}
