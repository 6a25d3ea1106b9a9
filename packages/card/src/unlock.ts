import { AppError, type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import type { Application } from './application.ts'

type UnlockCode = 'CARD_PIN_WRONG' | 'CARD_PIN_BLOCKED' | 'CARD_LAST_TRY'

/**
 * Verifies a PIN, after asking how many tries are left: none → nothing is tried; one → only if the citizen accepted
 * that a wrong entry blocks the card. CARD_PIN_WRONG carries `triesBefore` and `triesLeft`. The PIN is sent once: when
 * card or reader go before they answered, the error carries `triesBefore` and `tryMayCount`, since nobody knows.
 */
export async function unlock(
  application: Application,
  options: { pinFile: number; pin: Bytes; acceptLastTry: boolean },
): Promise<Verdict<undefined, UnlockCode>> {
  const triesBefore = await application.readTries(options.pinFile)
  if (triesBefore === 0) return no('CARD_PIN_BLOCKED', { triesBefore, triesLeft: 0 })
  if (triesBefore === 1 && !options.acceptLastTry) return no('CARD_LAST_TRY', { triesBefore, triesLeft: 1 })
  const { isRight, triesLeft = 0 } = await application.verifyPin(options.pinFile, options.pin).catch((error) => {
    if (!(error instanceof AppError)) throw error
    const facts = { ...error.facts, triesBefore, tryMayCount: true }
    throw new AppError(error.code, error.message, { cause: error, facts })
  })
  if (isRight) return ok()
  return no(triesLeft === 0 ? 'CARD_PIN_BLOCKED' : 'CARD_PIN_WRONG', { triesBefore, triesLeft })
}
