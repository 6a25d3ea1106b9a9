import { hourMs, minuteMs } from '@madoguchi/kit'
import type { Ground } from '../shell/ground.ts'
import { shownForMs } from './shown-code.ts'

/** So long a challenge that is over is told from one that never was. */
const challengeKnownMs = 10 * minuteMs

/** Log-ins that came to nothing or are done, challenges that are over, and codes that were shown. */
export async function forgetLogIns({ db: { kysely }, clock }: Pick<Ground, 'db' | 'clock'>): Promise<void> {
  const at = clock.now().getTime()
  await kysely
    .deleteFrom('acquisitions')
    .where('created_at', '<', new Date(at - hourMs))
    .execute()
  await kysely
    .deleteFrom('login_challenges')
    // Anybody may have one made: what is over goes soon.
    .where('expires_at', '<', new Date(at - challengeKnownMs))
    .execute()
  await kysely
    .deleteFrom('shown_codes')
    .where('made_at', '<=', new Date(at - shownForMs))
    .execute()
}
