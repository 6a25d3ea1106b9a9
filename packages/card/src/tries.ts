import { ok, type Verdict } from '@madoguchi/kit'
import { authenticationPinFile, jpkiAid, selectApplication } from './application.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'

/** How many tries the 4-digit PIN has left (3 when untouched, 0 when blocked). Asking costs none. */
export async function readTries(transmit: Transmit): Promise<Verdict<{ triesLeft: number }, CardCode>> {
  return returnCitizenErrors(async () => {
    const application = await selectApplication(transmit, jpkiAid)
    return ok({ triesLeft: await application.readTries(authenticationPinFile) })
  })
}
