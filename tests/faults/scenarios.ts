import { carrier } from './scenarios/carrier.ts'
import { diskFull } from './scenarios/disk-full.ts'
import { fullOutbox } from './scenarios/full-outbox.ts'
import { kill } from './scenarios/kill.ts'
import { load } from './scenarios/load.ts'
import { mapping } from './scenarios/mapping.ts'
import type { Scenario } from './scenarios/scenario.ts'
import { slowAgency } from './scenarios/slow-agency.ts'

export const scenarios: readonly Scenario[] = [kill, carrier, diskFull, mapping, slowAgency, fullOutbox, load]

/** How much of `--exchanges` a scenario gets: the random mapping ten times as many, the smaller ones a fraction. */
export function exchangesOf(scenario: Scenario, exchanges: number): number {
  const shares: Readonly<Record<string, number>> = {
    kill: 1,
    mapping: 10,
    carrier: 0.1,
    'disk-full': 0.05,
    'slow-agency': 0.1,
    'full-outbox': 0.05,
    load: 0.4,
  }
  return Math.max(60, Math.round(exchanges * (shares[scenario.name] ?? 1)))
}
