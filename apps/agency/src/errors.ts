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
} as const satisfies ErrorTable

export type CheckCode = keyof typeof checkErrors

/** Why nobody's code is asked for anew. */
export const tieErrors = { PERSON_UNKNOWN: { move: 'operator', http: 404 } } as const satisfies ErrorTable
