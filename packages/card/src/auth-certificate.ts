import { type Bytes, ok, type Verdict } from '@madoguchi/kit'
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
  const certificate = await application.readFile(file)
  if (certificate[0] !== sequenceTag) {
    throw cardError('CARD_ANSWER_MALFORMED', 'The certificate file does not start with a DER sequence.')
  }
  return certificate
}
