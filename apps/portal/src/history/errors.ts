import type { ErrorTable } from '@madoguchi/kit'

/** What is in the way of the history, and whose move it is. */
export const historyErrors = {
  MANDATE_OVER: { move: 'citizen', http: 401 },
  HISTORY_SLOW: { move: 'operator', http: 503 },
  HISTORY_BROKEN: { move: 'operator', http: 502 },
  RECORD_UNKNOWN: { move: 'citizen', http: 404 },
} as const satisfies ErrorTable

type Mine = typeof historyErrors

declare module '../shell/errors.ts' {
  interface PortalErrors extends Mine {}
}
