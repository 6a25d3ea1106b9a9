export type { AccountKind } from './account-kinds.ts'
export { accountKinds } from './account-kinds.ts'
export type {
  AccountValue,
  Answer,
  Answers,
  ChoicesValue,
  ChoiceValue,
  FieldAnswers,
  FileValue,
  Filling,
  Item,
  Source,
  Value,
} from './answers.ts'
export { noAnswers } from './answers.ts'
export type { CategoryId, LifeSituationId } from './categories.ts'
export { categories, lifeSituations } from './categories.ts'
export type { RareCharacter } from './characters.ts'
export { findRareCharacters } from './characters.ts'
export type { Condition, Day } from './condition.ts'
export type {
  Attachment,
  Calculated,
  Calculation,
  Completion,
  Deadline,
  FieldsPage,
  Filer,
  GroupPage,
  Needed,
  Page,
  Party,
  PenBox,
  Procedure,
  Signer,
  StopPage,
  Way,
} from './definition.ts'
export type { DefinitionErrorCode, FieldErrorCode, FormErrorCode, PageErrorCode } from './errors.ts'
export { formErrors } from './errors.ts'
export { explainError, listFields } from './explain-error.ts'
export type { AnswerFill, Field, FieldKind, FieldOf, FileKind, Fill, Option } from './field.ts'
export { findSymbolOf, findUnlikelySymbol } from './fields/account.ts'
export { getFieldKind } from './fields/field-kinds.ts'
export { foldKana } from './fields/kana.ts'
export { parsePhone } from './fields/phone.ts'
export { parsePostalCode } from './fields/postal-code.ts'
export { relationshipOptions } from './fields/relationship.ts'
export { bindConfirmations } from './flow/bind-confirmations.ts'
export type { CalculatedValues } from './flow/calculate.ts'
export { calculate } from './flow/calculate.ts'
export { isFallen } from './flow/confirmations.ts'
export { entryName } from './flow/entry-name.ts'
export type { Filled, FillOffer } from './flow/fill-answers.ts'
export { fillAnswers, listAnswerTypes } from './flow/fill-answers.ts'
export { findCardField } from './flow/find-card-field.ts'
export type { FormError } from './flow/form-error.ts'
export { findItem, findPage, listEntries } from './flow/look.ts'
export type { Papers, PenBoxes } from './flow/papers.ts'
export { findLastDay, listPapers, listPenBoxes } from './flow/papers.ts'
export type { Parties } from './flow/parties.ts'
export { getParties, readParty } from './flow/parties.ts'
export { countDropped, prune } from './flow/prune.ts'
export { next, previous, reachable } from './flow/reachable.ts'
export type { SummaryItem, SummaryPage, SummaryRow } from './flow/summarise.ts'
export { itemTitle, summarise } from './flow/summarise.ts'
export { isComplete, validate } from './flow/validate.ts'
export type { Asked, WalkedItem, WalkedPage } from './flow/walk.ts'
export type { PlainAnswers, PlainFields } from './kept/plain-answers.ts'
export { fromPlain } from './kept/plain-answers.ts'
export type { KeptAnswers, LeftOut } from './kept/read-kept-answers.ts'
export { readKeptAnswers } from './kept/read-kept-answers.ts'
export type { Wording } from './kept/wording.ts'
export { keepWording } from './kept/wording.ts'
export { formLimits } from './limits.ts'
export { hasMyNumberCheckDigit, holdsMyNumber } from './my-number.ts'
export { shownEntry } from './posted/read-fields.ts'
export type { PagePost, PageReading } from './posted/read-posted.ts'
export { readItem, readPosted, removeItem } from './posted/read-posted.ts'
export type { DefinitionProblem, ProcedureReading } from './read/read-procedure.ts'
export { formatProblems, readProcedure } from './read/read-procedure.ts'
export type { Place as JsonPlace, ScannedJson } from './read/scan-json.ts'
export { scanJson } from './read/scan-json.ts'
export type { RelationshipCode } from './relationships.ts'
export { relationships } from './relationships.ts'
export { reservedPageIds } from './reserved-page-ids.ts'
