import type { Metrics } from '@madoguchi/server'
import type { Counted } from './read-answers.ts'
import { counted } from './read-answers.ts'

/** Counts what an agency answered, by why: the whole truth, for its own operator, where whoever asks for themselves hears one ending. */
export function makeCauseCounter(metrics: Metrics): (given: readonly Counted[]) => void {
  const counter = metrics.counter({
    name: 'madoguchi_provisions_total',
    help: 'Answers by their cause, and tries at questions that wait for a broken connector, since this program started.',
    labels: ['cause'],
  })
  // All of them stand there from the start, so that an alert sees the first one.
  for (const cause of counted) counter.add({ cause }, 0)
  return (given) => {
    for (const [cause, some] of Map.groupBy(given, (one) => one)) counter.add({ cause }, some.length)
  }
}
