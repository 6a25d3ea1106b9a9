import { type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import {
  type Application,
  attributesAid,
  attributesPinFile,
  authenticationPinFile,
  jpkiAid,
  selectApplication,
  signingPasswordFile,
} from './application.ts'
import { isOfNextGeneration, readCertificate } from './auth-certificate.ts'
import type { CheckCertificate } from './authentication-key.ts'
import { type CardCode, returnCitizenErrors, unlessMissing } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { hasSigningCertificate, isPinless } from './pinless.ts'
import { type CardSecret, secretFiles } from './secret.ts'

/**
 * What is to know before a PIN is asked for: the authentication certificate, and the tries left for one secret. Costs no
 * try. CARD_CERTIFICATE_REFUSED when `checkCertificate` says no, CARD_NO_SUCH_PIN when the card has no such secret,
 * CARD_NEXT_GENERATION and CARD_WITHOUT_PIN when no PIN of it leads anywhere.
 */
export async function lookAtSecret(
  transmit: Transmit,
  options: { readonly secret: CardSecret; readonly checkCertificate: CheckCertificate },
): Promise<Verdict<{ certificate: Bytes; triesLeft: number }, CardCode>> {
  return returnCitizenErrors<{ certificate: Bytes; triesLeft: number }, CardCode>(async () => {
    const { aid, pinFile } = secretFiles[options.secret]
    const jpki = await selectApplication(transmit, jpkiAid)
    const certificate = await readCertificate(jpki)
    if (isOfNextGeneration(certificate)) return no('CARD_NEXT_GENERATION')
    if (!options.checkCertificate(certificate)) return no('CARD_CERTIFICATE_REFUSED')
    const application = aid === jpkiAid ? jpki : await selectApplication(transmit, aid)
    const triesLeft = await application.readTries(pinFile)
    if (triesLeft === 0 && (await isPinless(transmit))) return no('CARD_WITHOUT_PIN')
    return ok({ certificate, triesLeft })
  })
}

/** Nothing of it says whose card it is, but for the certificate, which callers MUST NOT pass on. */
type CardOverview = {
  readonly applications: readonly ('jpki' | 'attributes')[]
  /** Absent where none was put on the card. */
  readonly authenticationCertificate?: Bytes
  readonly hasSigningCertificate?: boolean
  readonly tries: Readonly<Partial<Record<CardSecret, number>>>
}

/** All that a card tells without a PIN: for the card doctor. Costs no try. */
export async function surveyCard(transmit: Transmit): Promise<Verdict<CardOverview, CardCode>> {
  return returnCitizenErrors<CardOverview, CardCode>(async () => {
    const jpki = await unlessMissing(selectApplication(transmit, jpkiAid))
    const ofJpki = jpki && (await surveyJpki(jpki))
    const attributes = await unlessMissing(selectApplication(transmit, attributesAid))
    const attributesTries = attributes && (await unlessMissing(attributes.readTries(attributesPinFile)))
    if (!jpki && !attributes) return no('CARD_NOT_JPKI')
    if (ofJpki?.authenticationCertificate && isOfNextGeneration(ofJpki.authenticationCertificate))
      return no('CARD_NEXT_GENERATION')
    if (ofJpki && !ofJpki.authenticationCertificate && !ofJpki.hasSigningCertificate) return no('CARD_NO_CERTIFICATE')
    return ok({
      ...ofJpki,
      applications: [...(jpki ? (['jpki'] as const) : []), ...(attributes ? (['attributes'] as const) : [])],
      tries: { ...ofJpki?.tries, ...(attributesTries === undefined ? {} : { attributes: attributesTries }) },
    })
  })
}

async function surveyJpki(jpki: Application) {
  const authenticationCertificate = await unlessMissing(readCertificate(jpki))
  const hasSigning = await hasSigningCertificate(jpki)
  const authentication = await unlessMissing(jpki.readTries(authenticationPinFile))
  const signing = await unlessMissing(jpki.readTries(signingPasswordFile))
  return {
    ...(authenticationCertificate === undefined ? {} : { authenticationCertificate }),
    hasSigningCertificate: hasSigning,
    tries: {
      ...(authentication === undefined ? {} : { authentication }),
      ...(signing === undefined ? {} : { signing }),
    },
  }
}
