import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import { signWrappingKey, unlockAuthenticationKey } from './authentication-key.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import type { LogInOptions } from './log-in.ts'
import { checkOrigin } from './origin.ts'
import { readPin } from './pin.ts'
import { isChallenge } from './statement.ts'

type VaultKeyOptions = Omit<LogInOptions, 'challenge' | 'vaultSalt'> & { readonly vaultSalt: Bytes }

/**
 * Makes the vault's key again without logging in: ten commands, and the only thing signed is the vault statement, which
 * stays here. The same card, origin and salt make the key that `logIn` made. Callers MUST wipe it. Throws as `logIn` does.
 */
export async function makeVaultKey(
  transmit: Transmit,
  options: VaultKeyOptions,
): Promise<Verdict<{ certificate: Bytes; wrappingKey: Bytes }, CardCode>> {
  const { origin, vaultSalt } = options
  const accepted = checkOrigin(origin)
  if (!accepted.ok) return accepted
  if (!isChallenge(vaultSalt)) return no('CARD_CHALLENGE_MALFORMED')
  const pin = readPin(options.pin)
  if (!pin.ok) return pin
  try {
    return await returnCitizenErrors(async () => {
      const unlocked = await unlockAuthenticationKey(transmit, pin.value, options)
      if (!unlocked.ok) return unlocked
      const { application, certificate } = unlocked.value
      return ok({ certificate, wrappingKey: await signWrappingKey(application, origin, vaultSalt) })
    })
  } finally {
    pin.value.fill(0)
  }
}
