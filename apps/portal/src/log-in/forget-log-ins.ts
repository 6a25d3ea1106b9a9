import { hourMs, minuteMs } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import { forgetAcquisitions } from './acquisitions.ts'
import { forgetChallenges } from './challenge.ts'
import { forgetShownCodes } from './shown-code.ts'

/** So long a challenge that is over is told from one that never was. */
const challengeKnownMs = 10 * minuteMs

/** Log-ins that came to nothing or are done, challenges that are over, and codes that were shown. */
export async function forgetLogIns({ db: { kysely }, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  const at = clock.now().getTime()
  await forgetAcquisitions(kysely, { before: new Date(at - hourMs) })
  // Anybody may have one made: what is over goes soon.
  await forgetChallenges(kysely, { before: new Date(at - challengeKnownMs) })
  await forgetShownCodes(kysely, new Date(at))
}
