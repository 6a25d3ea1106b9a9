import { AppError, type ErrorTable, type Facts } from '@madoguchi/kit'
import type { ErrorWords, JourneyErrors } from './error-words.ts'
import { gatherOnce } from './gather-once.ts'
import { shellWords } from './shell-words.ts'
import type { Reader } from './words.ts'

/** An error that a citizen can be told of. */
export type CitizenError = {
  readonly code: string
  readonly facts: Facts
  readonly http: number
  readonly words: ErrorWords
}

/** Undefined for what is no code of a journey, of the shell, or of a card: a mistake of ours. */
export type FindError = (error: unknown, reader: Reader) => CitizenError | undefined

/** Codes of all these, with whose move it is. */
export function gatherRows(all: readonly JourneyErrors[]): ErrorTable {
  return gatherOnce(all.map(({ rows }) => rows))
}

/** Finds an error among those of all who have any. */
export function makeFindError(all: readonly JourneyErrors[]): FindError {
  const rows = gatherRows(all)
  return (error, reader) => {
    if (!(error instanceof AppError) || !Object.hasOwn(rows, error.code)) return undefined
    const { code, facts } = error
    const said = all.find((one) => Object.hasOwn(one.rows, code))?.say(reader)[code]
    // Why a certificate is revoked stands in its list (RFC 5280 5.3.1); any other reason has the words of the code.
    const byReason = code === 'CERT_REVOKED' ? shellWords(reader).revoked[String(facts.reason)] : undefined
    const words = byReason ?? said
    const row = rows[code]
    return words === undefined || row === undefined ? undefined : { code, facts, http: row.http, words }
  }
}
