import type { Target } from './target.ts'
import { apdu } from './targets/apdu.ts'
import { api } from './targets/api.ts'
import { batch } from './targets/batch.ts'
import { cardFile } from './targets/card-file.ts'
import { certificate } from './targets/certificate.ts'
import { config } from './targets/config.ts'
import { cookies } from './targets/cookies.ts'
import { crl } from './targets/crl.ts'
import { csv } from './targets/csv.ts'
import { datum } from './targets/datum.ts'
import { directory } from './targets/directory.ts'
import { envelope } from './targets/envelope.ts'
import { formFile } from './targets/form-file.ts'
import { ocsp } from './targets/ocsp.ts'
import { pages } from './targets/pages.ts'
import { pdf } from './targets/pdf.ts'
import { receipt } from './targets/receipt.ts'
import { signedPdf } from './targets/signed-pdf.ts'
import { timeStamp } from './targets/time-stamp.ts'

/** Everything that strangers can send us, one target a kind. */
export const targets: readonly Target[] = [
  apdu,
  certificate,
  crl,
  ocsp,
  envelope,
  batch,
  receipt,
  directory,
  datum,
  cardFile,
  csv,
  formFile,
  config,
  cookies,
  pdf,
  signedPdf,
  timeStamp,
  pages,
  api,
]
