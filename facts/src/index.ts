export type { AffairId } from './affairs/index.ts'
export { affairIds, affairs, getAffair, isAffairId } from './affairs/index.ts'
export type { Affair } from './affairs/model.ts'
export type { Agency, AgencyContact } from './agencies.ts'
export { agencies, findAgency, findProviders } from './agencies.ts'
export type { AgencyId } from './agency-id.ts'
export { agencyIdPattern, getAgencyId, parseAgencyId } from './agency-id.ts'
export type { AgencyKind } from './agency-kinds.ts'
export { agencyKinds } from './agency-kinds.ts'
export {
  insurerCheckDigit,
  isInsurerNumber,
  isLocalGovernmentCode,
  localGovernmentCheckDigit,
} from './check-digits.ts'
export type { Datum, DatumRecord, Missing, Value, ValuesOf } from './datum/datum.ts'
export { isMissing, notCovered, unset } from './datum/datum.ts'
export type { DescribedDatum, DescribedGroup, DescribedRow } from './datum/describe-datum.ts'
export { describeDatum, formatValue } from './datum/describe-datum.ts'
export { datumLimits } from './datum/layout-schema.ts'
export { parseDatum } from './datum/parse-datum.ts'
export type { FactsErrorCode } from './errors.ts'
export { factsErrors } from './errors.ts'
export type { InformationTypeId, ProvidableTypeId } from './information-types/index.ts'
export {
  findLayout,
  findLayoutInForce,
  getInformationType,
  informationTypeIds,
  informationTypes,
  isInformationTypeId,
  isProvidable,
} from './information-types/index.ts'
export type { CodeField, Field, FieldKind, InformationType, Layout, RecordKey } from './information-types/model.ts'
export type { Municipality } from './municipalities.ts'
export { findMunicipality, municipalities, prefecture } from './municipalities.ts'
export type { PermissionQuestion, PermissionQuestionBetween } from './permission-table/find-permission.ts'
export { findPermission, findPermissionBetween } from './permission-table/find-permission.ts'
export type { PermissionItem } from './permission-table/item.ts'
export type { PermissionRule } from './permission-table/rules.ts'
export { permissionItems, permissionRules } from './permission-table/rules.ts'
export type { ThemeId } from './themes.ts'
export { themes } from './themes.ts'
