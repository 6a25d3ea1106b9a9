import type { ErrorTable } from '@madoguchi/kit'

/** What a web program can answer by itself. Each has a page in plain Japanese (`error-copy.ts`). */
export const pageErrors = {
  REQUEST_MALFORMED: { move: 'citizen', http: 400 },
  ACCESS_REFUSED: { move: 'citizen', http: 403 },
  REQUEST_FORGED: { move: 'citizen', http: 403 },
  PAGE_NOT_FOUND: { move: 'citizen', http: 404 },
  METHOD_NOT_ALLOWED: { move: 'developer', http: 405 },
  BODY_TOO_LARGE: { move: 'citizen', http: 413 },
  INTERNAL: { move: 'operator', http: 500 },
  UNAVAILABLE: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

export type PageErrorCode = keyof typeof pageErrors

/** What keeps a program from starting: thrown, with one clear sentence. */
export const startErrors = {
  CONFIG_INVALID: { move: 'operator', http: 500 },
  COOKIES_NEED_HTTPS: { move: 'operator', http: 500 },
  SERVER_PORT_IN_USE: { move: 'operator', http: 500 },
  SERVER_NOT_LISTENING: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

/** What keeps work in a thread of its own from being done. */
export const workErrors = {
  WORK_ROOM_FULL: { move: 'citizen', http: 503 },
  WORK_TIMED_OUT: { move: 'operator', http: 503 },
  WORK_FAILED: { move: 'operator', http: 503 },
  WORK_ROOM_CLOSED: { move: 'operator', http: 503 },
} as const satisfies ErrorTable
