import type { ErrorTable } from '@madoguchi/kit'

/** Every code of the catalogue, and whose move it is. */
export const factsErrors = {
  AGENCY_ID_INVALID: { move: 'peer', http: 400 },
  DATUM_INVALID: { move: 'peer', http: 422 },
  DATUM_TOO_LARGE: { move: 'peer', http: 413 },
  DATUM_TYPE_UNKNOWN: { move: 'peer', http: 422 },
  DATUM_TYPE_HAS_NO_LAYOUT: { move: 'peer', http: 422 },
  DATUM_LAYOUT_UNKNOWN: { move: 'peer', http: 422 },
} as const satisfies ErrorTable

export type FactsErrorCode = keyof typeof factsErrors
