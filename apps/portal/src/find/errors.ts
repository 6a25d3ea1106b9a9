import type { ErrorTable } from '@madoguchi/kit'

/** What is in the way of finding a procedure, and whose move it is. */
export const findErrors = {
  PROCEDURE_UNKNOWN: { move: 'citizen', http: 404 },
} as const satisfies ErrorTable

type Mine = typeof findErrors

declare module '../shell/errors.ts' {
  interface PortalErrors extends Mine {}
}
