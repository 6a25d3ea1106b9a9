import type { ErrorTable } from '@madoguchi/kit'

/** Why an agency does not publish what it offers. */
export const offerErrors = {
  OFFERS_NO_MUNICIPALITY: { move: 'operator', http: 409 },
  OFFERS_MALFORMED: { move: 'operator', http: 422 },
  OFFERS_INCONSISTENT: { move: 'operator', http: 422 },
  OFFERS_TOO_LARGE: { move: 'operator', http: 413 },
  OFFERS_NONE: { move: 'operator', http: 404 },
} as const satisfies ErrorTable

export type OfferCode = keyof typeof offerErrors

/** Why a citizen's request for a check is not cleared. */
export const checkErrors = {
  CHECK_UNKNOWN: { move: 'operator', http: 404 },
  CHECK_CLEARED: { move: 'operator', http: 409 },
  CHECK_NOTE: { move: 'officer', http: 422 },
} as const satisfies ErrorTable

export type CheckCode = keyof typeof checkErrors

/** Why nobody's code is asked for anew. */
export const tieErrors = { PERSON_UNKNOWN: { move: 'operator', http: 404 } } as const satisfies ErrorTable

/** Why an officer's act about a person is not done. */
export const protectionErrors = {
  OFFICER_MISSING: { move: 'officer', http: 422 },
  PROTECTION_REASON: { move: 'officer', http: 422 },
  PROTECTION_DATE: { move: 'officer', http: 422 },
  PROTECTION_DATE_PAST: { move: 'officer', http: 422 },
  PROTECTION_DATE_FAR: { move: 'officer', http: 422 },
  PROTECTION_RUNS: { move: 'officer', http: 409 },
  PROTECTION_NONE: { move: 'officer', http: 404 },
  RETIRE_TYPE: { move: 'officer', http: 422 },
} as const satisfies ErrorTable

/** Why an order of an officer is none. */
export const orderErrors = { ORDER_MALFORMED: { move: 'developer', http: 422 } } as const satisfies ErrorTable

export type ProtectionCode = keyof typeof protectionErrors | keyof typeof tieErrors | keyof typeof orderErrors

/** Why a letter is not written, or not noted. */
export const letterErrors = {
  LETTER_KIND: { move: 'officer', http: 422 },
  LETTER_NAME: { move: 'officer', http: 422 },
  LETTER_ADDRESS: { move: 'officer', http: 422 },
  LETTER_UNKNOWN: { move: 'officer', http: 404 },
  LETTER_STATE: { move: 'officer', http: 409 },
  LETTER_WHY: { move: 'officer', http: 422 },
} as const satisfies ErrorTable

export type LetterCode = keyof typeof letterErrors

/** Why a filing is not opened, and waits. */
export const intakeErrors = {
  FILING_KEY_LOST: { move: 'operator', http: 503 },
  /** A part that was kept has other bytes now: it was taken away, and is fetched again. */
  FILING_PART_ROTTEN: { move: 'operator', http: 500 },
  /** Its bytes came for as long as they may, and are not all there: it goes on from there later. */
  FILING_SLOW: { move: 'peer', http: 504 },
  /** A part of a filing that was taken is not on the disk any more. */
  FILING_PART_LOST: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

/** What our own data did not give: for anybody, or as it was asked. */
export const connectorErrors = {
  CONNECTOR_BROKEN: { move: 'operator', http: 503 },
  CONNECTOR_STRAYED: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

/** Why an act of an officer on a case is not done. */
export const caseErrors = {
  CASE_CHANGED: { move: 'officer', http: 409 },
  CASE_OTHERS: { move: 'officer', http: 409 },
  CASE_STATE: { move: 'officer', http: 409 },
  CASE_SAME: { move: 'officer', http: 409 },
  CASE_TEXT: { move: 'officer', http: 422 },
  CASE_FIELDS: { move: 'officer', http: 422 },
  CASE_DATE: { move: 'officer', http: 422 },
  CASE_OFFICER: { move: 'officer', http: 422 },
  CASE_SUBJECT: { move: 'officer', http: 422 },
  CASE_QUESTION: { move: 'officer', http: 422 },
  CASE_LARGE: { move: 'officer', http: 413 },
  CASE_NOTICE: { move: 'officer', http: 422 },
} as const satisfies ErrorTable

export type CaseCode = keyof typeof caseErrors
