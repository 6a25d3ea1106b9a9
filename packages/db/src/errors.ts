import type { ErrorTable } from '@madoguchi/kit'

/** Every code this package throws, and whose move it is. */
export const dbErrors = {
  DB_UNAVAILABLE: { move: 'operator', http: 503 },
  DB_DISK_FULL: { move: 'operator', http: 503 },
  DB_RESOURCES_SHORT: { move: 'operator', http: 503 },
  DB_QUERY_FAILED: { move: 'developer', http: 500 },
  DB_TEXT_REFUSED: { move: 'citizen', http: 400 },
  DB_CONFLICT_LASTING: { move: 'operator', http: 503 },
  DB_FOLDER_IN_USE: { move: 'operator', http: 503 },
  DB_FOLDER_NOT_WRITABLE: { move: 'operator', http: 503 },
  DB_FOLDER_INCOMPLETE: { move: 'operator', http: 503 },
  DB_FOLDER_OTHER_VERSION: { move: 'operator', http: 503 },
  DB_SOCKET_FOLDER_NOT_OURS: { move: 'operator', http: 503 },
  DB_BINARIES_MISSING: { move: 'operator', http: 503 },
  DB_ROOT_NOT_POSSIBLE: { move: 'operator', http: 503 },
  DB_PREPARING_FAILED: { move: 'operator', http: 503 },
  DB_SERVER_FAILED: { move: 'operator', http: 503 },
  DB_MIGRATION_FAILED: { move: 'developer', http: 500 },
  DB_MIGRATION_DRIFT: { move: 'developer', http: 500 },
  DB_BEHIND_CODE: { move: 'operator', http: 503 },
  DB_NEWER_THAN_CODE: { move: 'operator', http: 503 },
} as const satisfies ErrorTable
