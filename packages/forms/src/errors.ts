import type { ErrorTable } from '@madoguchi/kit'

/** What can be wrong with an answer. Facts name counts, limits and the `part` of the field; never what was typed. */
export const fieldErrors = {
  FIELD_REQUIRED: { move: 'citizen', http: 422 },
  /** Facts: `max`, in characters as people count them. */
  FIELD_TOO_LONG: { move: 'citizen', http: 422 },
  /** Facts: `reason`, which is control, private-use, line-break, marks or invisible. */
  FIELD_CHARACTER: { move: 'citizen', http: 422 },
  /** Twelve digits that pass the check digit. They are neither kept nor repeated. */
  FIELD_MY_NUMBER: { move: 'citizen', http: 422 },
  KANA_INVALID: { move: 'citizen', http: 422 },
  POSTAL_CODE_INVALID: { move: 'citizen', http: 422 },
  /** A postal code stands where the address belongs, and nothing else. */
  ADDRESS_POSTAL_CODE: { move: 'citizen', http: 422 },
  DATE_INCOMPLETE: { move: 'citizen', http: 422 },
  /** Letters or marks in a box for a number. */
  DATE_NOT_DIGITS: { move: 'citizen', http: 422 },
  /** No such era, month or day. Facts: `max`, of months and days. */
  DATE_INVALID: { move: 'citizen', http: 422 },
  /** The era, or the Christian era, has no such year. Facts: `era`, and `min` or `max`; an era that goes on has no `max`. */
  DATE_YEAR_TOO_SMALL: { move: 'citizen', http: 422 },
  DATE_YEAR_TOO_LARGE: { move: 'citizen', http: 422 },
  /** The day lies outside of the era it was written in. Facts: `era`. */
  DATE_ERA: { move: 'citizen', http: 422 },
  DATE_UNKNOWN_NOT_ALLOWED: { move: 'citizen', http: 422 },
  DATE_TOO_EARLY: { move: 'citizen', http: 422 },
  DATE_TOO_LATE: { move: 'citizen', http: 422 },
  PHONE_INVALID: { move: 'citizen', http: 422 },
  /** A number, and that there is none. */
  PHONE_TWICE: { move: 'citizen', http: 422 },
  EMAIL_INVALID: { move: 'citizen', http: 422 },
  /** Facts: `part`. */
  ACCOUNT_INCOMPLETE: { move: 'citizen', http: 422 },
  ACCOUNT_INVALID: { move: 'citizen', http: 422 },
  /** A question: the check digit of 記号, which is not published, is not that of both numbers. Who says that it is right goes on. */
  ACCOUNT_SYMBOL: { move: 'citizen', http: 422 },
  /** Typed by branch and by 記号・番号, which say another account. */
  ACCOUNT_TWO_WAYS: { move: 'citizen', http: 422 },
  /** A question: who says that it is right goes on. */
  ACCOUNT_HOLDER_DIFFERS: { move: 'citizen', http: 422 },
  /** What was confirmed was answered otherwise since. */
  CONFIRM_ANEW: { move: 'citizen', http: 422 },
  CHOICE_UNKNOWN: { move: 'citizen', http: 422 },
  CHOICE_WORDS_MISSING: { move: 'citizen', http: 422 },
  CHOICES_TOO_FEW: { move: 'citizen', http: 422 },
  CHOICES_TOO_MANY: { move: 'citizen', http: 422 },
  NUMBER_INVALID: { move: 'citizen', http: 422 },
  NUMBER_TOO_SMALL: { move: 'citizen', http: 422 },
  NUMBER_TOO_LARGE: { move: 'citizen', http: 422 },
  NUMBER_DECIMALS: { move: 'citizen', http: 422 },
  /** Facts: `length`, and `min` where there may be fewer. */
  DIGITS_INVALID: { move: 'citizen', http: 422 },
  TIME_INVALID: { move: 'citizen', http: 422 },
  /** Facts: `from` and `until`, where there are such. */
  TIME_OUTSIDE: { move: 'citizen', http: 422 },
  /** What was typed is no answer, though it could be read by now: whoever saves its page makes it one. */
  FIELD_UNSAVED: { move: 'citizen', http: 422 },
  /** What was answered cannot be true together. Facts: `rule`, whose sentence the definition has. */
  RULE_BROKEN: { move: 'citizen', http: 422 },
  FILE_KIND: { move: 'citizen', http: 422 },
  FILE_TOO_MANY: { move: 'citizen', http: 422 },
  /** A value that no page of ours gives for this kind: from a file that was changed, or of an older version. */
  VALUE_SHAPE: { move: 'citizen', http: 422 },
} as const satisfies ErrorTable

/** What can be wrong with a page as a whole. */
export const pageErrors = {
  GROUP_TOO_FEW: { move: 'citizen', http: 422 },
  GROUP_TOO_MANY: { move: 'citizen', http: 422 },
  /** More fields, or longer ones, than any page of ours has. Nothing of it was read. */
  FORM_TOO_LARGE: { move: 'citizen', http: 413 },
} as const satisfies ErrorTable

/** Answers that were kept somewhere and cannot be read. */
export const answersErrors = {
  ANSWERS_MALFORMED: { move: 'operator', http: 500 },
} as const satisfies ErrorTable

/** Why a definition is refused. A list of these comes with path and reason, for whoever writes the procedure. */
export const definitionErrors = {
  DEFINITION_TOO_LARGE: { move: 'developer', http: 500 },
  DEFINITION_NOT_JSON: { move: 'developer', http: 500 },
  /** Something is missing, too much, empty, too long, or of another form than the definition has. */
  DEFINITION_SHAPE: { move: 'developer', http: 500 },
  DEFINITION_DUPLICATE: { move: 'developer', http: 500 },
  /** A page called as an address that the draft has already: `check`, `print`. */
  DEFINITION_RESERVED: { move: 'developer', http: 500 },
  /** Nothing of that name. */
  DEFINITION_REFERENCE: { move: 'developer', http: 500 },
  /** A condition about something that is asked later, or in another place than it can see. */
  DEFINITION_ORDER: { move: 'developer', http: 500 },
  /** A calculated value that depends on itself. */
  DEFINITION_CYCLE: { move: 'developer', http: 500 },
  /** A field of that name, of a kind for which it makes no sense. */
  DEFINITION_KIND: { move: 'developer', http: 500 },
  /** Calculated, shared or asked for, and nowhere used or printed. */
  DEFINITION_UNUSED: { move: 'developer', http: 500 },
  DEFINITION_MY_NUMBER: { move: 'developer', http: 500 },
} as const satisfies ErrorTable

export const formErrors = {
  ...fieldErrors,
  ...pageErrors,
  ...answersErrors,
  ...definitionErrors,
} as const satisfies ErrorTable

export type FieldErrorCode = keyof typeof fieldErrors
export type PageErrorCode = keyof typeof pageErrors
export type FormErrorCode = FieldErrorCode | PageErrorCode
export type DefinitionErrorCode = keyof typeof definitionErrors
