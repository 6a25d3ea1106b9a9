import { budgetMax } from './limits.ts'

/**
 * What is left of the work that one document may cost: without it, a few kilobytes could ask for hours. One object goes
 * through everything that reads the document, with all its versions and signatures.
 */
export type Budget = { -readonly [cost in keyof typeof budgetMax]: number }

export function openBudget(): Budget {
  return { ...budgetMax }
}

/**
 * The document costs more than we pay. It may well be whole: nobody looked. Thrown inside this package only, and caught
 * only by who opened the document.
 */
export class CostlyError extends Error {
  override readonly name = 'CostlyError'
  readonly cost: string

  constructor(cost: string) {
    super(`too many ${cost}`)
    this.cost = cost
  }
}

/** Call it before the work is done. */
export function spend(budget: Budget, cost: keyof Budget, amount: number): void {
  budget[cost] -= amount
  if (budget[cost] < 0) throw new CostlyError(cost)
}
