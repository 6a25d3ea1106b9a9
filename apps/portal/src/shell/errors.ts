import { type CardCode, cardErrors } from '@madoguchi/card'
import type { ErrorTable } from '@madoguchi/kit'
import { type CertCode, certErrors } from '@madoguchi/pki'

/** Every code of the portal, and whose move it is. */
export const portalErrors = {
  LOGIN_CHALLENGE_UNKNOWN: { move: 'citizen', http: 409 },
  LOGIN_CHALLENGE_LATE: { move: 'citizen', http: 409 },
  LOGIN_CHALLENGE_USED: { move: 'citizen', http: 409 },
  LOGIN_SIGNATURE: { move: 'citizen', http: 403 },
  LOGIN_ORIGIN: { move: 'citizen', http: 403 },
  LOGIN_REVOCATION_UNKNOWN: { move: 'operator', http: 503 },
  LOGIN_HOLDER_UNKNOWN: { move: 'citizen', http: 403 },
  LOGIN_REGISTRY_REFUSED: { move: 'citizen', http: 403 },
  LOGIN_SLOW: { move: 'operator', http: 503 },
  LOGIN_PAUSED: { move: 'operator', http: 503 },
  LOGIN_CARD_UNKNOWN: { move: 'citizen', http: 422 },
  SESSION_NONE: { move: 'citizen', http: 401 },
  SESSION_IDLE: { move: 'citizen', http: 401 },
  SESSION_OVER: { move: 'citizen', http: 401 },
  SESSION_CARD_REVOKED: { move: 'citizen', http: 401 },
  MANDATE_OVER: { move: 'citizen', http: 401 },
  REGISTRATION_NEEDED: { move: 'citizen', http: 403 },
  CONSENT_MISSING: { move: 'citizen', http: 422 },
  EMAIL_MALFORMED: { move: 'citizen', http: 422 },
  EMAIL_CODE_MALFORMED: { move: 'citizen', http: 422 },
  EMAIL_CODE_UNKNOWN: { move: 'citizen', http: 422 },
  EMAIL_CODE_OVER: { move: 'citizen', http: 422 },
  EMAIL_NOT_OFFERED: { move: 'operator', http: 409 },
  EMAIL_NONE: { move: 'citizen', http: 409 },
  VAULT_CLOSED: { move: 'citizen', http: 409 },
  VAULT_OPEN: { move: 'citizen', http: 409 },
  OLD_CARD_SAME: { move: 'citizen', http: 422 },
  OLD_CARD_UNKNOWN: { move: 'citizen', http: 422 },
  OLD_CARD_MISMATCH: { move: 'citizen', http: 422 },
  RECOVERY_CODE_MALFORMED: { move: 'citizen', http: 422 },
  RECOVERY_CODE_WRONG: { move: 'citizen', http: 422 },
  CONFIRM_NEEDED: { move: 'citizen', http: 403 },
  CONFIRM_OVER: { move: 'citizen', http: 409 },
  CONFIRM_OTHER_CARD: { move: 'citizen', http: 403 },
  NOT_CONFIRMED: { move: 'citizen', http: 422 },
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
  HISTORY_SLOW: { move: 'operator', http: 503 },
  HISTORY_BROKEN: { move: 'operator', http: 502 },
  RECORD_UNKNOWN: { move: 'citizen', http: 404 },
  PROCEDURE_UNKNOWN: { move: 'citizen', http: 404 },
  DRAFT_UNKNOWN: { move: 'citizen', http: 404 },
  PAGE_UNKNOWN: { move: 'citizen', http: 404 },
  DRAFT_OTHER_VAULT: { move: 'citizen', http: 409 },
  DRAFT_CHANGED: { move: 'citizen', http: 409 },
  DRAFT_TOO_LARGE: { move: 'citizen', http: 413 },
  DRAFTS_TOO_MANY: { move: 'citizen', http: 409 },
  DRAFT_BROKEN: { move: 'operator', http: 500 },
  TOO_MANY: { move: 'citizen', http: 429 },
  BODY_MALFORMED: { move: 'developer', http: 400 },
} as const satisfies ErrorTable

/** What a mail server can do to us; no citizen waits for it. */
export const mailErrors = {
  MAIL_REFUSED: { move: 'operator', http: 502 },
  MAIL_UNAVAILABLE: { move: 'operator', http: 503 },
} as const satisfies ErrorTable

/** What keeps the portal from starting. */
export const portalStartErrors = {
  PORTAL_CONFIG: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

export type PortalCode = keyof typeof portalErrors

/** Whatever a citizen may meet: each has words in `copy/errors.ja.ts`, or it does not compile. */
export type CitizenErrorCode = PortalCode | CardCode | CertCode

export const citizenErrors: Readonly<Record<CitizenErrorCode, ErrorTable[string]>> = {
  ...portalErrors,
  ...cardErrors,
  ...certErrors,
}

export function isCitizenErrorCode(code: string): code is CitizenErrorCode {
  return Object.hasOwn(citizenErrors, code)
}
