import { ok, type Verdict } from '@madoguchi/kit'
import { selectApplication } from './application.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { type CardSecret, secretFiles } from './secret.ts'

/**
 * How many tries a PIN has left (3 when untouched, 5 for the signing password, 0 when blocked). Asking costs none.
 * Answers with CARD_NO_SUCH_PIN when the card has none of this kind.
 */
export async function readTries(
  transmit: Transmit,
  secret: CardSecret = 'authentication',
): Promise<Verdict<{ triesLeft: number }, CardCode>> {
  return returnCitizenErrors(async () => {
    const { aid, pinFile } = secretFiles[secret]
    const application = await selectApplication(transmit, aid)
    return ok({ triesLeft: await application.readTries(pinFile) })
  })
}
