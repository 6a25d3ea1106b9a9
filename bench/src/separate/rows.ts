import type { Measured } from '../measured.ts'
import type { Spent } from './open-network.ts'

/** A row of processor time for each program that had a part in it, and one for all of them. */
export function spentRows(
  prefix: string,
  rounds: readonly Spent[],
  names: readonly (keyof Spent)[],
): NonNullable<Measured['more']> {
  const row = (name: string, values: readonly number[]) => ({
    name: `${prefix}-${name}`,
    unit: 'ms',
    isHigherBetter: false,
    values,
  })
  return [
    ...names.map((name) =>
      row(
        name,
        rounds.map((spent) => spent[name]),
      ),
    ),
    row(
      'all',
      rounds.map((spent) => Object.values(spent).reduce((sum, ms) => sum + ms, 0)),
    ),
  ]
}
