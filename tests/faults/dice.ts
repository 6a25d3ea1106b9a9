/** The same numbers for the same seed (mulberry32), so that a run can be repeated as far as processes let it. */
export type Dice = {
  /** From 0 to just below 1. */
  roll(): number
  /** A whole number from 0 to just below `end`. */
  below(end: number): number
  pick<T>(from: readonly T[]): T
  /** Dice of their own, which do not disturb these. */
  split(): Dice
}

export function makeDice(seed: number): Dice {
  let state = seed | 0
  function roll(): number {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const below = (end: number) => Math.floor(roll() * end)
  return {
    roll,
    below,
    pick<T>(from: readonly T[]): T {
      if (from.length === 0) throw new RangeError('nothing to pick from')
      return from[below(from.length)] as T
    },
    split: () => makeDice(below(2 ** 31)),
  }
}
