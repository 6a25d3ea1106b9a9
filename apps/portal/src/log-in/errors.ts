import type { ErrorTable } from '@madoguchi/kit'

/** What keeps somebody from logging in, or a card from its vault, and whose move it is. */
export const logInErrors = {
  LOGIN_CHALLENGE_UNKNOWN: { move: 'citizen', http: 409 },
  LOGIN_CHALLENGE_LATE: { move: 'citizen', http: 409 },
  LOGIN_CHALLENGE_USED: { move: 'citizen', http: 409 },
  LOGIN_SIGNATURE: { move: 'citizen', http: 403 },
  LOGIN_ORIGIN: { move: 'citizen', http: 403 },
  LOGIN_REVOCATION_UNKNOWN: { move: 'operator', http: 503 },
  LOGIN_HOLDER_UNKNOWN: { move: 'citizen', http: 403 },
  LOGIN_REGISTRY_REFUSED: { move: 'citizen', http: 403 },
  LOGIN_SLOW: { move: 'operator', http: 503 },
  LOGIN_CARD_UNKNOWN: { move: 'citizen', http: 422 },
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
} as const satisfies ErrorTable

type Mine = typeof logInErrors

declare module '../shell/errors.ts' {
  interface PortalErrors extends Mine {}
}
