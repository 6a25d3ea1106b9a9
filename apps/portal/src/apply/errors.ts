import type { ErrorTable } from '@madoguchi/kit'

/** What is in the way of sending a form, and whose move it is. */
export const applyErrors = {
  FILING_NOT_OFFERED: { move: 'citizen', http: 409 },
  FILING_UNFINISHED: { move: 'citizen', http: 409 },
  FILING_CHANGED: { move: 'citizen', http: 409 },
  FILING_UNSIGNED: { move: 'citizen', http: 409 },
  FILING_NOT_THERE: { move: 'citizen', http: 404 },
  FILING_OTHER_VAULT: { move: 'citizen', http: 409 },
  FILINGS_USED_UP: { move: 'citizen', http: 429 },
  DESK_KEY_ENDING: { move: 'operator', http: 503 },
  FILES_NO_ROOM: { move: 'operator', http: 507 },
  PAPER_REFUSED: { move: 'citizen', http: 422 },
  SIGNED_FORM_REFUSED: { move: 'citizen', http: 422 },
  SIGNATURE_UNCHECKED: { move: 'citizen', http: 503 },
  ATTACHMENT_UNKNOWN: { move: 'citizen', http: 404 },
  ATTACHMENT_BROKEN: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

type Mine = typeof applyErrors

declare module '../shell/errors.ts' {
  interface PortalErrors extends Mine {}
}
