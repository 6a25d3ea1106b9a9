import type { CardCode } from '@madoguchi/card'
import type { CertCode } from '@madoguchi/pki'
import type { ErrorWords } from '../shell/error-words.ts'
import type { shellErrors } from '../shell/errors.ts'
import { shellWords } from '../shell/shell-words.ts'
import type { Reader } from '../shell/words.ts'
import type { logInErrors } from './errors.ts'
import { logInWords } from './words.ts'

/** What a form that wants a card may say beside its fields. */
export type RefusalCode = keyof typeof logInErrors | keyof typeof shellErrors | CardCode | CertCode

export function getRefusalWords(reader: Reader, code: RefusalCode): ErrorWords {
  const { errors, ofCards } = shellWords(reader)
  return { ...errors, ...ofCards, ...logInWords(reader).errors }[code]
}
