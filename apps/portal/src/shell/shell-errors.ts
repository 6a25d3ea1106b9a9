import { cardErrors } from '@madoguchi/card'
import { certErrors } from '@madoguchi/pki'
import { declareErrors, type JourneyErrors } from './error-words.ts'
import { shellErrors } from './errors.ts'
import { shellWords } from './shell-words.ts'

/** What citizens may meet beside the codes of journeys: the shell's own codes, and those of cards and their certificates. */
export const errorsOfShell: readonly JourneyErrors[] = [
  declareErrors(shellErrors, (reader) => shellWords(reader).errors),
  declareErrors({ ...cardErrors, ...certErrors }, (reader) => shellWords(reader).ofCards),
]
