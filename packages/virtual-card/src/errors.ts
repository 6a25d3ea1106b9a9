import type { ErrorTable } from '@madoguchi/kit'

/** Every code of this package, and whose move it is. */
export const virtualCardErrors = {
  VIRTUAL_CARD_FILE_MALFORMED: { move: 'developer', http: 400 },
  VIRTUAL_CARD_NO_READER: { move: 'operator', http: 503 },
  VIRTUAL_CARD_LINK_BROKEN: { move: 'operator', http: 502 },
} as const satisfies ErrorTable
