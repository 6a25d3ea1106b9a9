import type { ErrorTable } from '@madoguchi/kit'

/** Why the data in a form, or a receipt, is not believed; and what a sealed part is refused for. */
export const filingErrors = {
  /** A sealed part was cut off, changed, lengthened, or is of another filing, another place or another key. */
  PART_BROKEN: { move: 'peer', http: 422 },
  /** No file of that name is attached to the form. */
  FORM_DATA_MISSING: { move: 'citizen', http: 422 },
  /** What is attached has another form than a filing of this format. */
  FORM_DATA_MALFORMED: { move: 'citizen', http: 422 },
  RECEIPT_MALFORMED: { move: 'citizen', http: 422 },
  /** The directory in it, or beside it, is not that of the network whose key one knows, or had ended before. */
  RECEIPT_DIRECTORY: { move: 'citizen', http: 422 },
  /** The agency did not sign it, or the directory does not know its key. */
  RECEIPT_UNSIGNED: { move: 'citizen', http: 422 },
  /** Its pieces are whole and do not belong together: another filing, another event, other parts. */
  RECEIPT_MISMATCH: { move: 'citizen', http: 422 },
} as const satisfies ErrorTable

export type ReceiptCode = 'RECEIPT_MALFORMED' | 'RECEIPT_UNSIGNED' | 'RECEIPT_MISMATCH' | 'RECEIPT_DIRECTORY'
export type FormDataCode = 'FORM_DATA_MISSING' | 'FORM_DATA_MALFORMED'
