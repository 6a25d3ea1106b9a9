import { deliveryLimits } from './limits.ts'

/** Connections of the network's port at once, where nobody says otherwise. */
export const connectionsMaxUnlessTold =
  deliveryLimits['connections-of-strangers'].most + deliveryLimits['connections-of-parties'].most

/** Half for parties, whom strangers can take none of; half for who has not shown a key yet. */
export function shareConnections(max = connectionsMaxUnlessTold): {
  readonly parties: number
  readonly strangers: number
} {
  const strangers = Math.floor(max / 2)
  return { parties: max - strangers, strangers }
}
