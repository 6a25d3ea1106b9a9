import type { ErrorTable } from '@madoguchi/kit'

/** Why a party refuses a message. A refused message is never sent again. */
export const messageErrors = {
  MESSAGE_MALFORMED: { move: 'peer', http: 400 },
  MESSAGE_TOO_LARGE: { move: 'peer', http: 413 },
  MESSAGE_UNKNOWN: { move: 'peer', http: 400 },
  MESSAGE_SCHEMA: { move: 'peer', http: 400 },
  MESSAGE_SIGNATURE: { move: 'peer', http: 401 },
  MESSAGE_SENDER_UNKNOWN: { move: 'operator', http: 401 },
  MESSAGE_SENDER_NOT_ALLOWED: { move: 'peer', http: 403 },
  MESSAGE_NOT_FOR_US: { move: 'peer', http: 421 },
  MESSAGE_EXPIRED: { move: 'peer', http: 410 },
  MESSAGE_ENCLOSURE: { move: 'peer', http: 400 },
  SEAL_BROKEN: { move: 'operator', http: 422 },
  DIRECTORY_MALFORMED: { move: 'operator', http: 500 },
  DIRECTORY_SIGNATURE: { move: 'operator', http: 500 },
  DIRECTORY_EXPIRED: { move: 'operator', http: 503 },
  DIRECTORY_OLDER: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

export type MessageErrorCode = keyof typeof messageErrors
