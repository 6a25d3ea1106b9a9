export type {
  AccountValue,
  Answer,
  Answers,
  ChoicesValue,
  ChoiceValue,
  FieldAnswers,
  FileValue,
  Filling,
  Source,
  Value,
} from './answers.ts'
export { noAnswers } from './answers.ts'
export type { CategoryId, LifeSituationId } from './categories.ts'
export { categories, lifeSituations } from './categories.ts'
export type { Condition } from './condition.ts'
export type {
  Attachment,
  Calculated,
  Calculation,
  Day,
  Deadline,
  FieldsPage,
  FileKind,
  GroupPage,
  Needed,
  Page,
  Procedure,
  Signer,
  StopPage,
  Way,
} from './definition.ts'
export type { Field, FieldKind, FieldOf, Fill, Option } from './field.ts'
export type { AccountKind } from './fields/account-kinds.ts'
export { accountKinds } from './fields/account-kinds.ts'
export type { RelationshipCode } from './relationships.ts'
export { relationships } from './relationships.ts'
