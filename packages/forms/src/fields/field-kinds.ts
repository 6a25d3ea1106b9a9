import type { AccountValue, ChoicesValue, ChoiceValue, FileValue, Value } from '../answers.ts'
import type { Field, FieldKind, FieldOf } from '../field.ts'
import { accountKind } from './account.ts'
import { addressKind } from './address.ts'
import { choiceKind } from './choice.ts'
import { choicesKind } from './choices.ts'
import { confirmKind, consentKind } from './consent.ts'
import { dateKind } from './date.ts'
import { digitsKind } from './digits.ts'
import { emailKind } from './email.ts'
import type { FieldKindRow } from './field-kind.ts'
import { fileKind } from './file.ts'
import { kanaKind } from './kana.ts'
import { nameKind } from './name.ts'
import { moneyKind, numberKind } from './number.ts'
import { phoneKind } from './phone.ts'
import { postalCodeKind } from './postal-code.ts'
import { relationshipKind } from './relationship.ts'
import { textKind } from './text.ts'
import { timeKind } from './time.ts'
import { yesNoKind } from './yes-no.ts'

type TextKind = 'name' | 'kana' | 'address' | 'postal-code' | 'date' | 'phone' | 'email' | 'text' | 'digits' | 'time'
type ValueOf = Readonly<Record<TextKind, string>> & {
  readonly account: AccountValue
  readonly relationship: ChoiceValue
  readonly choice: ChoiceValue
  readonly choices: ChoicesValue
  readonly 'yes-no': boolean
  readonly money: number
  readonly number: number
  readonly file: FileValue
  readonly consent: boolean
  readonly confirm: string | boolean
}

const fieldKinds = {
  name: nameKind,
  kana: kanaKind,
  address: addressKind,
  'postal-code': postalCodeKind,
  date: dateKind,
  phone: phoneKind,
  email: emailKind,
  account: accountKind,
  relationship: relationshipKind,
  choice: choiceKind,
  choices: choicesKind,
  'yes-no': yesNoKind,
  money: moneyKind,
  number: numberKind,
  text: textKind,
  digits: digitsKind,
  time: timeKind,
  file: fileKind,
  consent: consentKind,
  confirm: confirmKind,
} satisfies { [Kind in FieldKind]: FieldKindRow<FieldOf<Kind>, ValueOf[Kind]> }

/** The row of a field's kind. The table pairs kinds with fields; the compiler cannot follow that through a lookup. */
export function getFieldKind(field: Field): FieldKindRow<Field, Value> {
  return fieldKinds[field.kind] as unknown as FieldKindRow<Field, Value>
}

/** The same of a word that was kept; undefined for what is no kind of ours any more. */
export function findFieldKind(kind: string): FieldKindRow<Field, Value> | undefined {
  return Object.hasOwn(fieldKinds, kind) ? getFieldKind({ kind } as Field) : undefined
}
