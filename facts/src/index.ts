export type { AgencyId } from './agency-id.ts'
export { agencyIdPattern, getAgencyId, parseAgencyId } from './agency-id.ts'
export { isLocalGovernmentCode } from './check-digits.ts'
export type { Datum, DatumRecord, Value } from './datum/datum.ts'
export { unset } from './datum/datum.ts'
export type { DescribedDatum, DescribedRow } from './datum/describe-datum.ts'
export { describeDatum } from './datum/describe-datum.ts'
export { datumLimits } from './datum/layout-schema.ts'
export { parseDatum, readDatum } from './datum/parse-datum.ts'
export type { Edition } from './edition/edition.ts'
export { findLayoutInForce } from './edition/edition.ts'
export type { EditionDocument, FactsData } from './edition/edition-schema.ts'
export type {
  Affair,
  AffairId,
  AgencyKind,
  Field,
  InformationType,
  InformationTypeId,
  Layout,
  Municipality,
  PermissionItem,
  PermissionRule,
  Withdrawal,
} from './edition/model.ts'
export type { FactsErrorCode, FactsFileCode } from './errors.ts'
export { factsErrors } from './errors.ts'
export { factsSentences } from './hold/facts-file.ja.ts'
export { factsFile, factsFileHelp } from './hold/facts-file.ts'
export type { FactsReader } from './hold/facts-reader.ts'
export type { TypeNames } from './hold/name-type.ts'
export { nameAffair, nameType } from './hold/name-type.ts'
export type { FactsHolder, FactsView } from './hold/open-facts.ts'
export { openFacts } from './hold/open-facts.ts'
export type { FactsDocument } from './hold/signed-facts.ts'
export { readFacts, signFacts } from './hold/signed-facts.ts'
export type { JudgementCode } from './judge-question.ts'
export { judgeQuestion, questionDaysMax, stampQuestion } from './judge-question.ts'
export type { ThemeId } from './themes.ts'
export { themes } from './themes.ts'
