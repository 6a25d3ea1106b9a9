import type { ErrorTable } from '@madoguchi/kit'

/** Why nobody is invited, and no link is made. */
export const invitationErrors = {
  DESK_NOT_SET_UP: { move: 'operator', http: 409 },
  DESK_ROLES: { move: 'operator', http: 422 },
  DESK_AFFAIRS: { move: 'operator', http: 422 },
} as const satisfies ErrorTable

/** Why a passkey is not taken, at registering or at a log-in. The officer hears which it is where that helps nobody else. */
export const passkeyErrors = {
  INVITATION_ENDED: { move: 'officer', http: 404 },
  PASSKEY_LATE: { move: 'officer', http: 422 },
  PASSKEY_REFUSED: { move: 'officer', http: 422 },
} as const satisfies ErrorTable

export type PasskeyCode = keyof typeof passkeyErrors

/** Why an act about an officer, or about an answer that is held, is not done. */
export const deskErrors = {
  OFFICER_UNKNOWN: { move: 'officer', http: 404 },
  OFFICER_SELF: { move: 'officer', http: 409 },
  OFFICER_CHANGED: { move: 'officer', http: 409 },
  REPLACEMENT_RUNS: { move: 'officer', http: 409 },
  REPLACEMENT_NONE: { move: 'officer', http: 409 },
  REPLACEMENT_SAME: { move: 'officer', http: 409 },
} as const satisfies ErrorTable

export type OfficersCode = keyof typeof deskErrors
