import type { ErrorTable } from '@madoguchi/kit'
import type { Speak } from './words.ts'

/** What a citizen reads of an error. */
export type ErrorWords = {
  /** What happened, in a line. */
  readonly title: string
  /** Whether anything was lost, and the one next step. */
  readonly body: string
  /** What whoever tries out the sandbox can do besides. */
  readonly sandbox?: string
}

/** Sentences for each code of a table. */
export type WordsOf<Table> = { readonly [Code in keyof Table]: ErrorWords }

/** The codes of a journey with their sentences. */
export type JourneyErrors = { readonly rows: ErrorTable; readonly say: Speak<Readonly<Record<string, ErrorWords>>> }

/** A code without a sentence does not compile, in any language. */
export function declareErrors<Table extends ErrorTable>(rows: Table, say: Speak<WordsOf<Table>>): JourneyErrors {
  return { rows, say }
}
