import { hkdfSync } from 'node:crypto'
import { type Bytes, no, ok, utf8, type Verdict } from '@madoguchi/kit'
import {
  type Application,
  type ApplicationOptions,
  authenticationKeyFile,
  authenticationPinFile,
  jpkiAid,
  selectApplication,
} from './application.ts'
import { readCertificate } from './auth-certificate.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { checkOrigin } from './origin.ts'
import { readPin } from './pin.ts'
import { composeStatement, encodeDigestInfo, isChallenge, type StatementParts } from './statement.ts'
import { unlock } from './unlock.ts'

export type LogInOptions = ApplicationOptions & {
  /** Four digits; see `readPin`. */
  readonly pin: string | Bytes
  /** From the browser, never from the page. */
  readonly origin: string
  /** From the server, 32 to 128 bytes. */
  readonly challenge: Bytes
  /** The account's salt, 32 to 128 bytes: asks for the wrapping key too. */
  readonly vaultSalt?: Bytes
  /** The citizen accepted that one more wrong entry blocks the PIN. */
  readonly acceptLastTry?: boolean
  /** Sees the certificate (DER) before the PIN is tried; false ends it with CARD_CERTIFICATE_REFUSED. */
  readonly checkCertificate?: (certificate: Bytes) => boolean
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
    return await returnCitizenErrors(() => logInWithPin(transmit, options, pin.value))
  } finally {
    pin.value.fill(0)
  }
}

async function logInWithPin(
  transmit: Transmit,
  options: LogInOptions,
  pin: Bytes,
): Promise<Verdict<LogInResult, CardCode>> {
  const { origin, challenge, vaultSalt, acceptLastTry = false, checkCertificate } = options
  const application = await selectApplication(transmit, jpkiAid, options)
  const early = checkCertificate && (await readCertificate(application))
  if (early && !checkCertificate(early)) return no('CARD_CERTIFICATE_REFUSED')
  const unlocked = await unlock(application, { pinFile: authenticationPinFile, pin, acceptLastTry })
  if (!unlocked.ok) return unlocked
  // After the PIN, since the variant of the card in Android phones gives the certificate only then.
  const certificate = early ?? (await readCertificate(application))
  const signature = await signStatement(application, { purpose: 'login', origin, challenge })
  if (!vaultSalt) return ok({ certificate, signature })
  const vaultSignature = await signStatement(application, { purpose: 'vault', origin, challenge: vaultSalt })
  const wrappingKey = deriveWrappingKey(vaultSignature, vaultSalt)
  vaultSignature.fill(0)
  return ok({ certificate, signature, wrappingKey })
}

function signStatement(application: Application, parts: StatementParts): Promise<Bytes> {
  return application.sign(authenticationKeyFile, encodeDigestInfo(composeStatement(parts)))
}

function deriveWrappingKey(vaultSignature: Bytes, vaultSalt: Bytes): Bytes {
  return new Uint8Array(hkdfSync('sha256', vaultSignature, vaultSalt, utf8.encode('madoguchi/1/vault-wrap'), 32))
}
