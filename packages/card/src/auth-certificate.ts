import { AppError, type Bytes, hex, ok, type Verdict } from '@madoguchi/kit'
import {
  type Application,
  type ApplicationOptions,
  authenticationCertificateFile,
  jpkiAid,
  selectApplication,
} from './application.ts'
import { type CardCode, cardError, returnCitizenErrors } from './errors.ts'
import type { Transmit } from './exchange.ts'

const sequenceTag = 0x30
/** The OBJECT IDENTIFIER 1.2.840.10045.2.1, as DER. */
const ecPublicKey = hex.decode('06072a8648ce3d0201')

/** The 利用者証明用証明書 (EF 000A, DER). It needs no PIN and holds no personal data. */
export async function readAuthCertificate(
  transmit: Transmit,
  options: ApplicationOptions = {},
): Promise<Verdict<Bytes, CardCode>> {
  return returnCitizenErrors(async () => {
    return ok(await readCertificate(await selectApplication(transmit, jpkiAid, options)))
  })
}

/** The same, or another certificate file, from an application that is already selected. */
export async function readCertificate(
  application: Application,
  file: number = authenticationCertificateFile,
): Promise<Bytes> {
  try {
    const certificate = await application.readFile(file)
    if (certificate[0] === sequenceTag) return certificate
    throw cardError('CARD_ANSWER_MALFORMED', 'The certificate file does not start with a DER sequence.')
  } catch (cause) {
    // A file that is not there, or that nobody wrote to.
    const isMissing = cause instanceof AppError && (cause.facts.status === '6A82' || cause.facts.isBlank === true)
    throw isMissing ? cardError('CARD_NO_CERTIFICATE', 'There is no certificate on this card.', { cause }) : cause
  }
}

/** What certificates of the next generation of cards are for (RFC 5480: id-ecPublicKey). */
export function isOfNextGeneration(certificate: Bytes): boolean {
  return Buffer.from(certificate).includes(Buffer.from(ecPublicKey))
}
