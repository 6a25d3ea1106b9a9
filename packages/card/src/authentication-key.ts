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
import { isOfNextGeneration, readCertificate } from './auth-certificate.ts'
import type { CardCode } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { composeStatement, encodeDigestInfo, type StatementParts } from './statement.ts'
import { unlock } from './unlock.ts'

/** Sees the authentication certificate (DER) before a PIN is tried; false ends it with CARD_CERTIFICATE_REFUSED. */
export type CheckCertificate = (certificate: Bytes) => boolean

export type UnlockOptions = ApplicationOptions & {
  /** The citizen accepted that one more wrong entry blocks the PIN. */
  readonly acceptLastTry?: boolean
  readonly checkCertificate?: CheckCertificate
}

/** Selects JPKI, shows the certificate to whoever wants to see it, and verifies the PIN. */
export async function unlockAuthenticationKey(
  transmit: Transmit,
  pin: Bytes,
  options: UnlockOptions,
): Promise<Verdict<{ application: Application; certificate: Bytes }, CardCode>> {
  const { acceptLastTry = false, checkCertificate } = options
  const application = await selectApplication(transmit, jpkiAid, options)
  const early = checkCertificate && (await readCertificate(application))
  if (early && isOfNextGeneration(early)) return no('CARD_NEXT_GENERATION')
  if (early && !checkCertificate(early)) return no('CARD_CERTIFICATE_REFUSED')
  const unlocked = await unlock(application, { pinFile: authenticationPinFile, pin, acceptLastTry })
  if (!unlocked.ok) return unlocked
  // After the PIN, since the variant of the card in Android phones gives the certificate only then.
  return ok({ application, certificate: early ?? (await readCertificate(application)) })
}

export function signStatement(application: Pick<Application, 'sign'>, parts: StatementParts): Promise<Bytes> {
  return application.sign(authenticationKeyFile, encodeDigestInfo(composeStatement(parts)))
}

/** Signs the vault statement and gives only the key that is derived from it. Callers MUST wipe it. */
export async function signWrappingKey(
  application: Pick<Application, 'sign'>,
  origin: string,
  vaultSalt: Bytes,
): Promise<Bytes> {
  const signature = await signStatement(application, { purpose: 'vault', origin, challenge: vaultSalt })
  try {
    return new Uint8Array(hkdfSync('sha256', signature, vaultSalt, utf8.encode('madoguchi/1/vault-wrap'), 32))
  } finally {
    signature.fill(0)
  }
}
