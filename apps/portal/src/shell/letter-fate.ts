import type { Kysely } from 'kysely'
import type { PortalTables } from './tables.ts'

type Letter = { readonly name: string; readonly reference: string; readonly code: string; readonly at: Date }

/** What a journey does, in the same transaction, when the operator decides about a dead letter that it may have posted. */
export type LetterFate = {
  readonly sentAgain: (tx: Kysely<PortalTables>, letter: Letter) => Promise<void>
  readonly discarded: (tx: Kysely<PortalTables>, letter: Letter) => Promise<void>
}
