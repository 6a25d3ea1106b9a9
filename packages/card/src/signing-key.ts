import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import {
  type ApplicationOptions,
  jpkiAid,
  selectApplication,
  signingCertificateFile,
  signingKeyFile,
  signingPasswordFile,
} from './application.ts'
import { isOfNextGeneration, readCertificate } from './auth-certificate.ts'
import type { CheckCertificate } from './authentication-key.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { readSigningPassword } from './signing-password.ts'
import { encodeDigestInfo } from './statement.ts'
import { unlock } from './unlock.ts'

type SigningOptions<Code extends string> = ApplicationOptions & {
  /** See `readSigningPassword`. */
  readonly password: string | Bytes
  readonly acceptLastTry?: boolean
  /** Sees the authentication certificate, which is free to read, before the password is tried. */
  readonly checkCertificate?: CheckCertificate
  /**
   * Gets the signing certificate (DER), which only the password opens, and gives the bytes that are hashed and signed; a
   * refusal ends it without a signature. MUST compose them from a whole document itself: the card signs anything.
   */
  readonly compose: (certificate: Bytes) => Promise<Verdict<Bytes, Code>>
}

/**
 * Signs with the signing key (EF 001A, RSASSA-PKCS1-v1_5 with SHA-256): 11 commands for a signing certificate of up to
 * 1792 bytes, besides those for looking at the authentication certificate: SELECT, tries, VERIFY, READ, sign. Answers with
 * CARD_NO_SUCH_PIN when the card has no signing certificate. Throws as `logIn` does; the caller ends with power off.
 */
export async function signWithSigningKey<Code extends string>(
  transmit: Transmit,
  options: SigningOptions<Code>,
): Promise<Verdict<{ certificate: Bytes; signature: Bytes }, CardCode | Code>> {
  const password = readSigningPassword(options.password)
  if (!password.ok) return password
  const { acceptLastTry = false, checkCertificate, compose } = options
  try {
    return await returnCitizenErrors<{ certificate: Bytes; signature: Bytes }, CardCode | Code>(async () => {
      const application = await selectApplication(transmit, jpkiAid, options)
      const early = checkCertificate && (await readCertificate(application))
      if (early && isOfNextGeneration(early)) return no('CARD_NEXT_GENERATION')
      if (early && !checkCertificate(early)) return no('CARD_CERTIFICATE_REFUSED')
      const unlocked = await unlock(application, {
        pinFile: signingPasswordFile,
        pin: password.value,
        acceptLastTry,
      })
      if (!unlocked.ok) return unlocked
      const certificate = await readCertificate(application, signingCertificateFile)
      const composed = await compose(certificate)
      if (!composed.ok) return composed
      return ok({ certificate, signature: await application.sign(signingKeyFile, encodeDigestInfo(composed.value)) })
    })
  } finally {
    password.value.fill(0)
  }
}
