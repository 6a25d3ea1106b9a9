import { AppError, type Bytes, no, ok, type Verdict } from '@madoguchi/kit'
import {
  type Application,
  attributesAid,
  attributesPinFile,
  authenticationPinFile,
  jpkiAid,
  presentCertificatesFile,
  selectApplication,
  signingPasswordFile,
} from './application.ts'
import { readCertificate } from './auth-certificate.ts'
import type { CheckCertificate } from './authentication-key.ts'
import { type CardCode, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'
import { type CardSecret, secretFiles } from './secret.ts'

/**
 * What is to know before a PIN is asked for: the authentication certificate, and the tries left for one secret. Costs no
 * try. CARD_CERTIFICATE_REFUSED when `checkCertificate` says no, CARD_NO_SUCH_PIN when the card has no such secret.
 */
export async function lookAtSecret(
  transmit: Transmit,
  options: { readonly secret: CardSecret; readonly checkCertificate: CheckCertificate },
): Promise<Verdict<{ certificate: Bytes; triesLeft: number }, CardCode>> {
  return returnCitizenErrors<{ certificate: Bytes; triesLeft: number }, CardCode>(async () => {
    const { aid, pinFile } = secretFiles[options.secret]
    const jpki = await selectApplication(transmit, jpkiAid)
    const certificate = await readCertificate(jpki)
    if (!options.checkCertificate(certificate)) return no('CARD_CERTIFICATE_REFUSED')
    const application = aid === jpkiAid ? jpki : await selectApplication(transmit, aid)
    return ok({ certificate, triesLeft: await application.readTries(pinFile) })
  })
}

/** Nothing of it says whose card it is, but for the certificate, which callers MUST NOT pass on. */
type CardOverview = {
  readonly applications: readonly ('jpki' | 'attributes')[]
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
    return ok({
      ...ofJpki,
      applications: [...(jpki ? (['jpki'] as const) : []), ...(attributes ? (['attributes'] as const) : [])],
      tries: { ...ofJpki?.tries, ...(attributesTries === undefined ? {} : { attributes: attributesTries }) },
    })
  })
}

async function surveyJpki(jpki: Application) {
  const authenticationCertificate = await readCertificate(jpki)
  // EF 0008 has a byte for each of the two certificates, 8F when it is there. Which is whose does not matter: one was read.
  const present = await jpki.readStart(presentCertificatesFile)
  const authentication = await unlessMissing(jpki.readTries(authenticationPinFile))
  const signing = await unlessMissing(jpki.readTries(signingPasswordFile))
  return {
    authenticationCertificate,
    hasSigningCertificate: present[0] === 0x8f && present[1] === 0x8f,
    tries: {
      ...(authentication === undefined ? {} : { authentication }),
      ...(signing === undefined ? {} : { signing }),
    },
  }
}

const missing: readonly string[] = ['CARD_NOT_JPKI', 'CARD_NO_SUCH_PIN'] satisfies CardCode[]

async function unlessMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading
  } catch (error) {
    // Not on this card: that is the answer.
    if (error instanceof AppError && missing.includes(error.code)) return undefined
    throw error
  }
}
