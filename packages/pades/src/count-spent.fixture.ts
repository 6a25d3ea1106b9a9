import type { Budget } from './pdf/budget.ts'
import { budgetMax } from './pdf/limits.ts'

/** What has been spent, in counted steps: the same for the same document on every machine. */
export function countSpent(budget: Budget): Budget {
  const spent = Object.entries(budgetMax).map(([cost, max]) => [cost, max - budget[cost as keyof Budget]])
  return Object.fromEntries(spent) as Budget
}
