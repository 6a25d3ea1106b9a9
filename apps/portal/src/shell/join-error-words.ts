import type { ErrorWords } from './error-words.ts'
import { shellWords } from './shell-words.ts'
import type { Reader } from './words.ts'

/** One line where there is no room for two: beside a field. */
export function joinErrorWords(words: ErrorWords, reader: Reader): string {
  return shellWords(reader).frame.errorLine(words)
}
