import { AppError } from '@madoguchi/kit'
import pg from 'pg'

/**
 * What pg throws, as what this house throws: DB_UNAVAILABLE when there is no connection, none left, or it broke;
 * DB_DISK_FULL and DB_RESOURCES_SHORT (memory, a configured limit) when the server lacks what a statement needs;
 * DB_TEXT_REFUSED when a text holds what no text of PostgreSQL can (a NUL); DB_QUERY_FAILED for whatever else it refused.
 * The message never carries PostgreSQL's own, which quotes values; the cause does.
 * Anything that is not about the database is returned as it is.
 */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error
  if (isConnectionTrouble(error))
    return new AppError(
      'DB_UNAVAILABLE',
      'The database cannot be reached: see that PostgreSQL runs where the URL says, and has connections left.',
      { cause: error },
    )
  if (!(error instanceof pg.DatabaseError)) return error
  const sqlState = error.code ?? 'none'
  // Only somebody outside writes such a text, and what they get is a refusal, not a failure of ours.
  if (sqlState === '22021' || sqlState === '22P05')
    return new AppError('DB_TEXT_REFUSED', 'A text holds a character that no text in PostgreSQL can hold.', {
      cause: error,
    })
  // Class 53, insufficient resources: nothing is wrong with the statement, and it goes when an operator made room.
  if (sqlState === '53100')
    return new AppError(
      'DB_DISK_FULL',
      'The disk of the database is full: make space, nothing else has to be mended.',
      { facts: { sqlState }, cause: error },
    )
  if (sqlState.startsWith('53'))
    return new AppError('DB_RESOURCES_SHORT', `The database lacks memory or another resource (SQLSTATE ${sqlState}).`, {
      facts: { sqlState },
      cause: error,
    })
  const { constraint } = error
  const where = constraint === undefined ? '' : `, constraint ${constraint}`
  const hint = hints[sqlState] ?? ''
  return new AppError('DB_QUERY_FAILED', `PostgreSQL refused a statement (SQLSTATE ${sqlState}${where})${hint}.`, {
    facts: { sqlState, ...(constraint === undefined ? {} : { constraint }) },
    cause: error,
  })
}

/** What an operator who set up a database has to look at. */
const hints: Readonly<Record<string, string>> = {
  '28000': ': see who may connect, in pg_hba.conf',
  '28P01': ': role or password of the URL are not those of the database',
  '3D000': ': there is no database of the name in the URL',
}

/** The five characters by which PostgreSQL says what it refused (`23505`: already there), wrapped or not. */
export function findSqlState(error: unknown): string | undefined {
  if (error instanceof pg.DatabaseError) return error.code
  return error instanceof AppError && error.cause instanceof pg.DatabaseError ? error.cause.code : undefined
}

const systemCodes = new Set(['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND'])
// pg reports these without a code.
const pgMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Cannot use a pool after calling end|Query read timeout|Client was closed)/

function isConnectionTrouble(error: Error): boolean {
  if (error instanceof pg.DatabaseError) return isConnectionState(error.code ?? '')
  const code = 'code' in error ? String(error.code) : ''
  return systemCodes.has(code) || pgMessages.test(error.message)
}

/** Class 08, shutdown and start-up (57P01 to 57P05 without 57P04), no places left (53300). */
function isConnectionState(code: string): boolean {
  return code.startsWith('08') || ['57P01', '57P02', '57P03', '57P05', '53300'].includes(code)
}
