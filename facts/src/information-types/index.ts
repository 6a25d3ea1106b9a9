import { asbestosRelief } from './asbestos-relief.ts'
import { cancerScreening } from './cancer-screening.ts'
import { childAllowance } from './child-allowance.ts'
import { childDisabilitySupport } from './child-disability-support.ts'
import { childRearingAllowance } from './child-rearing-allowance.ts'
import { chinaReturneesSupport } from './china-returnees-support.ts'
import { disabilityCertificate } from './disability-certificate.ts'
import { educationSupport } from './education-support.ts'
import { employmentInsurance } from './employment-insurance.ts'
import { healthCheckup } from './health-checkup.ts'
import { household } from './household.ts'
import { intractableDisease } from './intractable-disease.ts'
import { jobTrainingBenefit } from './job-training-benefit.ts'
import { localTax } from './local-tax.ts'
import { longTermCare } from './long-term-care.ts'
import { maternalChildHealth } from './maternal-child-health.ts'
import { medicalExpenses } from './medical-expenses.ts'
import { medicalInsurance } from './medical-insurance.ts'
import { medicalInsuranceBenefits } from './medical-insurance-benefits.ts'
import { medication } from './medication.ts'
import type { InformationType, Layout } from './model.ts'
import { officialsAccident } from './officials-accident.ts'
import { pensionBenefit } from './pension-benefit.ts'
import { pensionRecord } from './pension-record.ts'
import { publicAccount } from './public-account.ts'
import { publicAssistance } from './public-assistance.ts'
import { schoolHealth } from './school-health.ts'
import { specialChildRearingAllowance } from './special-child-rearing-allowance.ts'
import { vaccination } from './vaccination.ts'
import { warInjuredSupport } from './war-injured-support.ts'
import { workersAccident } from './workers-accident.ts'

/** Every information type, in the order a citizen sees them within a theme. */
export const informationTypes = {
  'local-tax': localTax,
  'public-account': publicAccount,
  'medical-insurance': medicalInsurance,
  'medical-insurance-benefits': medicalInsuranceBenefits,
  'medical-expenses': medicalExpenses,
  medication: medication,
  'health-checkup': healthCheckup,
  'cancer-screening': cancerScreening,
  vaccination: vaccination,
  'school-health': schoolHealth,
  'intractable-disease': intractableDisease,
  'pension-record': pensionRecord,
  'pension-benefit': pensionBenefit,
  'child-allowance': childAllowance,
  'child-rearing-allowance': childRearingAllowance,
  'special-child-rearing-allowance': specialChildRearingAllowance,
  'maternal-child-health': maternalChildHealth,
  'education-support': educationSupport,
  'child-disability-support': childDisabilitySupport,
  'disability-certificate': disabilityCertificate,
  'public-assistance': publicAssistance,
  'china-returnees-support': chinaReturneesSupport,
  'long-term-care': longTermCare,
  'war-injured-support': warInjuredSupport,
  'asbestos-relief': asbestosRelief,
  household: household,
  'employment-insurance': employmentInsurance,
  'workers-accident': workersAccident,
  'job-training-benefit': jobTrainingBenefit,
  'officials-accident': officialsAccident,
} as const satisfies Readonly<Record<string, InformationType>>

export type InformationTypeId = keyof typeof informationTypes

/** The types that somebody can provide: those with a layout. A connector for any other does not compile. */
export type ProvidableTypeId = {
  [Id in InformationTypeId]: (typeof informationTypes)[Id]['layouts'] extends readonly [] ? never : Id
}[InformationTypeId]

export const informationTypeIds = Object.keys(informationTypes) as readonly InformationTypeId[]

export function isInformationTypeId(value: unknown): value is InformationTypeId {
  return typeof value === 'string' && Object.hasOwn(informationTypes, value)
}

export function isProvidable(id: InformationTypeId): id is ProvidableTypeId {
  return informationTypes[id].layouts.length > 0
}

export function getInformationType(id: InformationTypeId): InformationType {
  return informationTypes[id]
}

export function findLayout(type: InformationTypeId, version: string): Layout | undefined {
  return getInformationType(type).layouts.find((layout) => layout.version === version)
}

/** The layout in force on a day (`YYYY-MM-DD`). */
export function findLayoutInForce(type: InformationTypeId, date: string): Layout | undefined {
  return getInformationType(type).layouts.find(
    ({ validFrom, validUntil }) => validFrom <= date && (validUntil === undefined || date <= validUntil),
  )
}
