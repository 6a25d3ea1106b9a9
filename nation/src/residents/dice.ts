/** Repeatable choices: integers and basic arithmetic only, so that every engine throws the same. */
export type Dice = {
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number
  /** True in `percent` of a hundred throws. */
  chance(percent: number): boolean
  pick<T>(from: readonly [T, ...T[]]): T
  /** Digits, the first of which may be zero. */
  digits(length: number): string
}

/** xoshiro128** (Blackman and Vigna, 2018), seeded by the FNV-1a hash of a string. Not for secrets. */
export function makeDice(seed: string): Dice {
  const state = seedState(seed)

  function next(): number {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0
    const shifted = state[1] << 9
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = rotate(state[3], 11)
    return result
  }

  /** Without the bias of a remainder: scales 32 bits, which a double holds exactly. */
  function integer(min: number, max: number): number {
    return min + Math.floor((next() / 0x1_0000_0000) * (max - min + 1))
  }

  return {
    integer,
    chance: (percent) => integer(1, 100) <= percent,
    pick: (from) => from[integer(0, from.length - 1)] ?? from[0],
    digits: (length) => Array.from({ length }, () => integer(0, 9)).join(''),
  }
}

type State = [number, number, number, number]

function seedState(seed: string): State {
  const state: State = [0, 0, 0, 0]
  for (const at of [0, 1, 2, 3] as const) {
    let hash = 0x811c9dc5
    for (const char of `${at}:${seed}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
    hash ^= hash >>> 16
    state[at] = Math.imul(hash, 0x85ebca6b) | 1
  }
  return state
}

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
