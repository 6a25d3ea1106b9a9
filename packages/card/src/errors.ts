import { AppError, type ErrorTable, no, type Verdict } from '@madoguchi/kit'

/** Every code of this package, and whose move it is. */
export const cardErrors = {
  CARD_PIN_WRONG: { move: 'citizen', http: 422 },
  CARD_PIN_BLOCKED: { move: 'citizen', http: 403 },
  CARD_PIN_MALFORMED: { move: 'citizen', http: 422 },
  CARD_NO_SUCH_PIN: { move: 'citizen', http: 422 },
  CARD_LAST_TRY: { move: 'citizen', http: 409 },
  CARD_NOT_JPKI: { move: 'citizen', http: 422 },
  CARD_CERTIFICATE_REFUSED: { move: 'citizen', http: 403 },
  /** A My Number Card on which no certificate was put, or whose certificates are gone. */
  CARD_NO_CERTIFICATE: { move: 'citizen', http: 422 },
  /** Every PIN that it could have is blocked, and it has no signing certificate: a 顔認証マイナンバーカード, which was given none. */
  CARD_WITHOUT_PIN: { move: 'citizen', http: 422 },
  /** Its certificate is for a key of another kind (ECDSA) than this software can use: a card of the next generation. */
  CARD_NEXT_GENERATION: { move: 'citizen', http: 422 },
  CARD_REMOVED: { move: 'citizen', http: 409 },
  CARD_NO_READER: { move: 'citizen', http: 409 },
  CARD_NO_CARD: { move: 'citizen', http: 409 },
  CARD_BUSY: { move: 'citizen', http: 409 },
  /** Something lies in the reader that does not answer: a card the wrong way round, or none with a chip. */
  CARD_MUTE: { move: 'citizen', http: 409 },
  /** My Number Cards in several readers: nobody but their holder can tell which is meant. Facts: `readers`. */
  CARD_SEVERAL: { move: 'citizen', http: 409 },
  CARD_ORIGIN_REFUSED: { move: 'developer', http: 400 },
  CARD_CHALLENGE_MALFORMED: { move: 'developer', http: 400 },
  CARD_COMMAND_MALFORMED: { move: 'developer', http: 500 },
  CARD_READER_FAILED: { move: 'operator', http: 503 },
  CARD_UNEXPECTED_STATUS: { move: 'operator', http: 502 },
  CARD_ANSWER_MALFORMED: { move: 'operator', http: 502 },
} as const satisfies ErrorTable

export type CardCode = keyof typeof cardErrors

/** An `AppError` whose code the compiler knows. */
export function cardError(code: CardCode, message: string, options: ConstructorParameters<typeof AppError>[2] = {}) {
  return new AppError(code, message, options)
}

/**
 * Runs a card operation. What a citizen can mend (the card was pulled out, no reader) comes back as a verdict,
 * also when a reader deep below had to throw it; everything else is thrown on.
 */
export async function returnCitizenErrors<T, Code extends string>(
  run: () => Promise<Verdict<T, Code>>,
): Promise<Verdict<T, Code | CardCode>> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AppError && isCardCode(error.code) && cardErrors[error.code].move === 'citizen') {
      return no(error.code, error.facts)
    }
    throw error
  }
}

function isCardCode(code: string): code is CardCode {
  return Object.hasOwn(cardErrors, code)
}

const missing: readonly string[] = ['CARD_NOT_JPKI', 'CARD_NO_SUCH_PIN', 'CARD_NO_CERTIFICATE'] satisfies CardCode[]

/** What a card has; undefined where it has no such application, PIN or certificate. */
export async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    // Not on this card: that is the answer.
    if (error instanceof AppError && missing.includes(error.code)) return undefined
    throw error
  }
}
