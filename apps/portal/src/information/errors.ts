import type { ErrorTable } from '@madoguchi/kit'

/** What is in the way of asking, and of an answer, and whose move it is. */
export const informationErrors = {
  TYPES_MISSING: { move: 'citizen', http: 422 },
  TYPE_NOT_CONNECTED: { move: 'citizen', http: 422 },
  REQUESTS_USED_UP: { move: 'citizen', http: 429 },
  REQUEST_WAITS: { move: 'operator', http: 503 },
  REQUEST_UNKNOWN: { move: 'citizen', http: 404 },
  ANSWER_NOT_THERE: { move: 'citizen', http: 404 },
  ANSWER_OTHER_CARD: { move: 'citizen', http: 409 },
  ANSWER_BROKEN: { move: 'operator', http: 502 },
  CHECK_NOT_OFFERED: { move: 'citizen', http: 409 },
  CHECK_NAME: { move: 'citizen', http: 422 },
  CHECK_PHONE: { move: 'citizen', http: 422 },
} as const satisfies ErrorTable

type Mine = typeof informationErrors

declare module '../shell/errors.ts' {
  interface PortalErrors extends Mine {}
}
