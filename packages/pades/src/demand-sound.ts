import type { Bytes } from '@madoguchi/kit'
import { AppError, equalBytes } from '@madoguchi/kit'
import { checkSignedData } from './cms/check-signed-data.ts'
import { readSignedData } from './cms/read-signed-data.ts'
import { openPdf } from './pdf/open-pdf.ts'
import { findSignatureFields } from './pdf/signature-fields.ts'
import { readSignature } from './read-signature.ts'

/**
 * Reads a document that was just signed as whoever gets it does, before anybody is told that it is signed: it has one signature more,
 * which covers every byte, holds, and is by this certificate. Throws AppError SIGNATURE_UNSOUND.
 */
export function demandSound(made: Bytes, { original, certificate }: { original: Bytes; certificate: Bytes }): void {
  try {
    const pdf = openPdf(made)
    const fields = findSignatureFields(pdf)
    const before = findSignatureFields(openPdf(original))
    const added = fields.filter(({ valueRef }) => !before.some((old) => old.valueRef.number === valueRef.number))
    const [field] = added
    if (field === undefined || fields.length !== before.length + 1) throw new Error('signatures')
    const { cms, signed, endBytes } = readSignature(pdf, field)
    const checked = checkSignedData(readSignedData(cms), signed)
    const holds = checked.ok && endBytes === made.length && equalBytes(checked.value.certificate.der, certificate)
    if (!holds) throw new Error(checked.ok ? 'range or certificate' : checked.code)
  } catch (cause) {
    // Whatever it is that does not fit: the document is given to nobody.
    throw new AppError('SIGNATURE_UNSOUND', 'The document that was made does not hold the signature that it should.', {
      cause,
    })
  }
}
