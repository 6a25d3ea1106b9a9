import type { ErrorTable } from '@madoguchi/kit'

/** What is in the way of a draft, and whose move it is. */
export const fillErrors = {
  DRAFT_UNKNOWN: { move: 'citizen', http: 404 },
  PAGE_UNKNOWN: { move: 'citizen', http: 404 },
  DRAFT_OTHER_VAULT: { move: 'citizen', http: 409 },
  DRAFT_CHANGED: { move: 'citizen', http: 409 },
  DRAFT_TOO_LARGE: { move: 'citizen', http: 413 },
  DRAFTS_TOO_MANY: { move: 'citizen', http: 409 },
  FILL_NOT_OFFERED: { move: 'citizen', http: 409 },
  ENTRY_UNKNOWN: { move: 'developer', http: 422 },
  ITEM_UNKNOWN: { move: 'citizen', http: 404 },
  ITEM_TAKEN_OUT: { move: 'citizen', http: 409 },
  ITEMS_FULL: { move: 'citizen', http: 409 },
  DRAFT_OF_FILING: { move: 'citizen', http: 409 },
  DRAFT_BROKEN: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

type Mine = typeof fillErrors

declare module '../shell/errors.ts' {
  interface PortalErrors extends Mine {}
}
