import type { Bytes, Verdict } from '@madoguchi/kit'
import { no, ok, utf8 } from '@madoguchi/kit'
import type { VerifyDocumentCode } from '@madoguchi/pades'
import { findAttachedFile } from '@madoguchi/pades'
import type { FormDataCode } from '../errors.ts'
import { filingLimits } from '../limits.ts'
import type { FilingForm } from './filing-form.ts'
import { filingForm, filingFormFile } from './filing-form.ts'

/**
 * The data within a form's PDF, signed or not. It is what the last version of the file says: whether anything came after the
 * signature, `verifySignedPdf` tells. Never throws on what a peer sent.
 */
export function readFormData(pdf: Bytes): Verdict<FilingForm, FormDataCode | VerifyDocumentCode> {
  const file = findAttachedFile(pdf, filingFormFile)
  if (!file.ok) return file
  if (file.value === undefined) return no('FORM_DATA_MISSING')
  const sizeBytes = file.value.length
  if (sizeBytes > filingLimits.formDataSizeBytesMax) return no('FORM_DATA_MALFORMED', { sizeBytes })
  const form = parseForm(file.value)
  return form === undefined ? no('FORM_DATA_MALFORMED', { sizeBytes }) : ok(form)
}

/** The form as the text that is attached: JSON as a serialiser writes it, so that no two readers read two things in it. */
export function encodeFormData(form: FilingForm): string {
  return JSON.stringify(filingForm.parse(form))
}

function parseForm(bytes: Bytes): FilingForm | undefined {
  try {
    const text = utf8.decode(bytes)
    const value: unknown = JSON.parse(text)
    const form = filingForm.parse(value)
    return JSON.stringify(value) === text ? form : undefined
  } catch {
    // Not UTF-8, not JSON, not a form of ours: whatever it is, it is malformed.
    return undefined
  }
}
