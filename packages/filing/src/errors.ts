import type { ErrorTable } from '@madoguchi/kit'

export const filingErrors = {
  /** A sealed part was cut off, changed, lengthened, or is of another filing, another place or another key. */
  PART_BROKEN: { move: 'peer', http: 422 },
  /** An event with its notice is larger than the largest size that leaves an agency. */
  CASE_EVENT_TOO_LARGE: { move: 'officer', http: 413 },
  CASE_EVENT_MALFORMED: { move: 'peer', http: 422 },
} as const satisfies ErrorTable

/** Why a form has no data that anybody reads. */
export const formDataErrors = {
  /** No file of that name is attached to it. */
  FORM_DATA_MISSING: { move: 'citizen', http: 422 },
  /** What is attached has another form than a filing of this format. */
  FORM_DATA_MALFORMED: { move: 'citizen', http: 422 },
} as const satisfies ErrorTable
