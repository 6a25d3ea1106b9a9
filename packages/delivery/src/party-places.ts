import { deliveryLimits } from './limits.ts'
import type { Turnstile } from './turnstile.ts'
import { makeTurnstile } from './turnstile.ts'

/** A copy of a program opens four to a party. Each may send a whole batch, which is in memory until it is taken. */
const alwaysOfKey = 4

/**
 * Places for connections that showed the key of a party: 64 a key, and `max` for all. Where all are taken, each key still has
 * the four that a copy of its program opens, so that parties do not shut each other out.
 */
export function makePartyPlaces(max: number): Turnstile {
  return makeTurnstile((takenInAll) => (takenInAll < max ? deliveryLimits['connections-of-key'].most : alwaysOfKey))
}
