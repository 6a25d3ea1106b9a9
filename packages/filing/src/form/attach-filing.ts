import type { FormDocument, FormValue } from '@madoguchi/documents'
import { base64url, hex } from '@madoguchi/kit'
import { receiptNumberOf } from '../receipt/receipt-number.ts'
import type { FilingForm } from './filing-form.ts'
import { filingFormFile } from './filing-form.ts'
import { encodeFormData } from './read-form-data.ts'
import { sheetWords } from './sheet.ja.ts'

/**
 * A printed form as it is sent: with a sheet behind it that lists what goes along, and the data of the filing within its PDF,
 * for `readFormData`. The pages before that sheet stay as they are.
 */
export function attachFiling(document: FormDocument, form: FilingForm): FormDocument {
  const { description } = sheetWords
  return {
    ...document,
    data: { ...document.data, filing: makeSheet(form) },
    attached: { name: filingFormFile, mediaType: 'application/json', description, text: encodeFormData(form) },
  }
}

function makeSheet({ filing, about, what, attachments, signedBy }: FilingForm): FormValue {
  const { title, headers, mediaTypes, size } = sheetWords
  const rows = attachments.map(({ name, mediaType, sizeBytes, sha256 }, at) => [
    `${at + 1}`,
    `${name}（${mediaTypes[mediaType]}）`,
    size(sizeBytes),
    // In groups, so that two people can compare it by eye and a line can break.
    (hex.encode(base64url.decode(sha256)).match(/.{8}/g) ?? []).join(' '),
  ])
  const lines = [
    sheetWords.receiptNumber(receiptNumberOf(filing)),
    ...(about === undefined ? [] : [sheetWords.about(receiptNumberOf(about))]),
    sheetWords.what[what],
    sheetWords[signedBy],
    sheetWords.data,
    ...(attachments.length === 0 ? [sheetWords.noAttachments] : []),
  ]
  return { title, lines, headers, rows }
}
