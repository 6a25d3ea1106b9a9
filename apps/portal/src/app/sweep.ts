import type { Journey } from '../shell/journey.ts'
import type { World } from '../shell/world.ts'

/**
 * What time does by itself: each journey's jobs in the order of the list. One that fails is in the log and stops no other: a
 * revoked card's session ends whatever else is broken. Throws the first failure at the end.
 */
export async function sweepPortal(world: World, journeys: readonly Journey[]): Promise<void> {
  const failures: unknown[] = []
  for (const { jobs = {} } of journeys)
    for (const [step, run] of Object.entries(jobs)) {
      try {
        await run(world)
      } catch (error) {
        world.deps.log.failure('SWEEP_FAILED', error, { step })
        failures.push(error)
      }
    }
  if (failures.length > 0) throw failures[0]
}
