import { no, ok, type Verdict } from '@madoguchi/kit'
import type { FieldErrorCode } from '../errors.ts'
import type { PostalCodeField } from '../field.ts'
import { makeTextKind } from './plain-text.ts'
import { foldWidth } from './text-rules.ts'

/** `〒1234567`, `123 4567`, `１２３－４５６７` → `123-4567`. Whether a place has that number is not asked. */
export function parsePostalCode(typed: string): Verdict<string, FieldErrorCode> {
  const found = /^(?:〒|〠|郵便番号)?[\s:]*([0-9]{3})\s*[-ー一・._~]?\s*([0-9]{4})$/.exec(foldWidth(typed, 30))
  return found ? ok(`${found[1]}-${found[2]}`) : no('POSTAL_CODE_INVALID')
}

export const postalCodeKind = makeTextKind<PostalCodeField>(parsePostalCode)
