import { demand } from './errors.ts'
import { limits } from './limits.ts'

/** What is left of the work that one document may cost: without it, a few kilobytes could ask for hours. */
export type Budget = { bytes: number; values: number; entries: number; inflatedBytes: number }

export function openBudget(): Budget {
  return {
    bytes: limits.readBytesMax,
    values: limits.valuesMax,
    entries: limits.entriesMax,
    inflatedBytes: limits.inflatedBytesMax,
  }
}

export function spend(budget: Budget, what: keyof Budget, amount: number): void {
  budget[what] -= amount
  demand(budget[what] >= 0, `too many ${what}`)
}
