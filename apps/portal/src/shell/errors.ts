import type { CardCode } from '@madoguchi/card'
import type { ErrorTable } from '@madoguchi/kit'
import type { CertCode } from '@madoguchi/pki'

/** What is in the way of whoever visits, whatever they came for, and whose move it is. */
export const shellErrors = {
  LOGIN_PAUSED: { move: 'operator', http: 503 },
  SESSION_NONE: { move: 'citizen', http: 401 },
  SESSION_IDLE: { move: 'citizen', http: 401 },
  SESSION_OVER: { move: 'citizen', http: 401 },
  SESSION_CARD_REVOKED: { move: 'citizen', http: 401 },
  REGISTRATION_NEEDED: { move: 'citizen', http: 403 },
  VAULT_CLOSED: { move: 'citizen', http: 409 },
  TOO_MANY: { move: 'citizen', http: 429 },
  BODY_MALFORMED: { move: 'developer', http: 400 },
} as const satisfies ErrorTable

/** What keeps the portal from starting. */
export const portalStartErrors = {
  PORTAL_CONFIG: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

type Mine = typeof shellErrors

/** The codes of the portal: each journey adds those of its `errors.ts`. */
export interface PortalErrors extends Mine {}

export type PortalCode = keyof PortalErrors

/** Whatever a citizen may meet. */
export type CitizenErrorCode = PortalCode | CardCode | CertCode
