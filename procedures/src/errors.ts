import type { ErrorTable } from '@madoguchi/kit'

/** Every code of this package, and whose move it is. */
export const procedureErrors = {
  /** A folder that is no procedure. The message names file, path and reason. */
  PROCEDURE_REFUSED: { move: 'developer', http: 500 },
} as const satisfies ErrorTable
