import type { ErrorTable } from '@madoguchi/kit'

/** Every code of the facts, and whose move it is. */
export const factsErrors = {
  AGENCY_ID_INVALID: { move: 'peer', http: 400 },
  DATUM_INVALID: { move: 'peer', http: 422 },
  DATUM_TOO_LARGE: { move: 'peer', http: 413 },
  DATUM_TYPE_UNKNOWN: { move: 'peer', http: 422 },
  DATUM_TYPE_HAS_NO_LAYOUT: { move: 'peer', http: 422 },
  DATUM_LAYOUT_UNKNOWN: { move: 'peer', http: 422 },
  FACTS_MALFORMED: { move: 'operator', http: 422 },
  FACTS_SIGNATURE: { move: 'operator', http: 422 },
  FACTS_OLDER: { move: 'operator', http: 422 },
  FACTS_REWRITTEN: { move: 'operator', http: 422 },
  FACTS_NETWORK: { move: 'operator', http: 422 },
  FACTS_UNKNOWN: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

export type FactsErrorCode = keyof typeof factsErrors
/** Why a file of facts is refused. */
export type FactsFileCode = Extract<
  FactsErrorCode,
  'FACTS_MALFORMED' | 'FACTS_SIGNATURE' | 'FACTS_OLDER' | 'FACTS_REWRITTEN' | 'FACTS_NETWORK'
>
