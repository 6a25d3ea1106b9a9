import type { ErrorTable } from '@madoguchi/kit'

/** What is in the way of registering, or of an address, and whose move it is. */
export const accountErrors = {
  CONSENT_MISSING: { move: 'citizen', http: 422 },
  EMAIL_MALFORMED: { move: 'citizen', http: 422 },
  EMAIL_CODE_MALFORMED: { move: 'citizen', http: 422 },
  EMAIL_CODE_UNKNOWN: { move: 'citizen', http: 422 },
  EMAIL_CODE_OVER: { move: 'citizen', http: 422 },
  EMAIL_NOT_OFFERED: { move: 'operator', http: 409 },
  EMAIL_NONE: { move: 'citizen', http: 409 },
} as const satisfies ErrorTable

/** What a mail server can do to us; no citizen waits for it. */
export const mailErrors = {
  MAIL_REFUSED: { move: 'operator', http: 502 },
  MAIL_UNAVAILABLE: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

type Mine = typeof accountErrors

declare module '../shell/errors.ts' {
  interface PortalErrors extends Mine {}
}
