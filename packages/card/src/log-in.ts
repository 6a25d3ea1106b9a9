import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import { signStatement, signWrappingKey, type UnlockOptions, unlockAuthenticationKey } from './authentication-key.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { checkOrigin } from './origin.ts'
import { readPin } from './pin.ts'
import { isChallenge } from './statement.ts'

export type LogInOptions = UnlockOptions & {
  /** Four digits; see `readPin`. */
  readonly pin: string | Bytes
  /** From the browser, never from the page. */
  readonly origin: string
  /** From the server, 32 to 128 bytes. */
  readonly challenge: Bytes
  /** The account's salt, 32 to 128 bytes: asks for the wrapping key too. */
  readonly vaultSalt?: Bytes
}

/** `wrappingKey` (32 bytes, secret) is there when a salt was given. Callers MUST wipe it and never send it. */
export type LogInResult = { certificate: Bytes; signature: Bytes; wrappingKey?: Bytes }

/**
 * Signs a log-in with the authentication key, ten commands for a certificate of up to 1536 bytes (eleven with the
 * vault): SELECT, tries, VERIFY, READ, sign, sign. Nothing reaches the card before PIN, origin and challenge are well
 * formed. The signature under the vault's purpose stays here; only the key derived from it is handed out
 * (RSASSA-PKCS1-v1_5 is deterministic, so the same card makes the same key).
 * Throws CARD_READER_FAILED, CARD_UNEXPECTED_STATUS, CARD_ANSWER_MALFORMED. The caller ends with power off.
 */
export async function logIn(transmit: Transmit, options: LogInOptions): Promise<Verdict<LogInResult, CardCode>> {
  const { origin, challenge, vaultSalt } = options
  const accepted = checkOrigin(origin)
  if (!accepted.ok) return accepted
  if (!isChallenge(challenge) || (vaultSalt && !isChallenge(vaultSalt))) return no('CARD_CHALLENGE_MALFORMED')
  const pin = readPin(options.pin)
  if (!pin.ok) return pin
  try {
    return await returnCitizenErrors<LogInResult, CardCode>(async () => {
      const unlocked = await unlockAuthenticationKey(transmit, pin.value, options)
      if (!unlocked.ok) return unlocked
      const { application, certificate } = unlocked.value
      const signature = await signStatement(application, { purpose: 'login', origin, challenge })
      if (!vaultSalt) return ok({ certificate, signature })
      return ok({ certificate, signature, wrappingKey: await signWrappingKey(application, origin, vaultSalt) })
    })
  } finally {
    pin.value.fill(0)
  }
}
