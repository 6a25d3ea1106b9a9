import { minuteMs } from '@madoguchi/kit'
import type { Job } from '@madoguchi/party'
import type { OpenJourney } from '../shell/journey.ts'

/**
 * What time does by itself: each journey's jobs in the order of the list, every minute, each for itself. One that fails or
 * hangs stops no other: a revoked card's session ends whatever else is broken, and a mail server holds up nothing but mails.
 */
export function listJobs(opened: readonly OpenJourney[]): readonly Job[] {
  return opened.flatMap(({ jobs = {} }) =>
    Object.entries(jobs).map(([name, run]) => ({
      name: name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`),
      everyMs: minuteMs,
      run,
    })),
  )
}

/** All of them now, one after the other. Throws the first failure at the end. */
export async function sweepPortal(jobs: readonly Job[]): Promise<void> {
  const failures: unknown[] = []
  for (const { run } of jobs) {
    try {
      await run(new AbortController().signal)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}
