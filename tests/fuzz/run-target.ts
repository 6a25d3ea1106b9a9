import fc from 'fast-check'
import type { Opened } from './target.ts'

export type Found = { readonly input: unknown; readonly error: string }

/** Tries `runs` inputs that follow from the seed; gives the smallest one that fell, or undefined. */
export async function runTarget(
  { inputs, check }: Opened,
  options: { runs: number; seed: number },
): Promise<Found | undefined> {
  const details = await fc.check(
    fc.asyncProperty(inputs, async (input) => {
      await check(input)
    }),
    { numRuns: options.runs, seed: options.seed, interruptAfterTimeLimit: 60_000 },
  )
  if (!details.failed || details.counterexample === null) return undefined
  const thrown = details.errorInstance
  const error = thrown instanceof Error ? `${thrown.name}: ${thrown.message}\n${thrown.stack ?? ''}` : String(thrown)
  return { input: details.counterexample[0], error: error.slice(0, 4000) }
}
