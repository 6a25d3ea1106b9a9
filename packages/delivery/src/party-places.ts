import { deliveryLimits } from './limits.ts'

/** A copy of a program opens four to a party. Each may send a whole batch, which is in memory until it is taken. */
const alwaysOfKey = 4

/**
 * Places for connections that showed the key of a party: 64 a key, and `max` for all. Where all are taken, each key still has
 * the four that a copy of its program opens, so that parties do not shut each other out.
 */
export function makePartyPlaces(max: number): { enter(key: string): Disposable | undefined } {
  const taken = new Map<string, number>()
  let size = 0
  return {
    enter(key) {
      const before = taken.get(key) ?? 0
      if (before >= (size < max ? deliveryLimits['connections-of-key'].most : alwaysOfKey)) return undefined
      taken.set(key, before + 1)
      size += 1
      return {
        [Symbol.dispose]() {
          size -= 1
          const left = (taken.get(key) ?? 1) - 1
          if (left > 0) taken.set(key, left)
          else taken.delete(key)
        },
      }
    },
  }
}
