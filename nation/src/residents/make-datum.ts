import type { AgencyId, AgencyKind, Datum, DatumRecord, InformationTypeId, Layout, Value } from '@madoguchi/facts'
import { getAgencyId, unset } from '@madoguchi/facts'
import { relationshipNames } from './relationships.ts'
import type { Resident } from './resident.ts'

/** Who answers: what it is decides what it knows. */
type DatumSource = {
  readonly id: AgencyId
  readonly kinds: readonly AgencyKind[]
  readonly municipality?: string
  readonly about: { readonly name: string; readonly insurerNumber?: string | undefined }
}

type DatumQuestion = {
  readonly resident: Resident
  /** Everybody at the same address and household number, head first; only 世帯の情報 reads it. */
  readonly household: readonly Resident[]
  readonly type: InformationTypeId
  /** The one in force on `asOf`. */
  readonly layout: Layout
  readonly source: DatumSource
  readonly asOf: string
}

/** What this agency knows of this resident in that layout, or undefined: 該当なし. */
export function makeDatum(question: DatumQuestion): Datum | undefined {
  const { type, layout, source, asOf } = question
  const records = listValues(question).map(
    ({ key, values }): DatumRecord => ({ key, values: fillLayout(layout, values) }),
  )
  return records.length === 0 ? undefined : { type, layout: layout.version, asOf, source: source.id, records }
}

type Draft = { readonly key: string; readonly values: Readonly<Record<string, Value>> }

function listValues(question: DatumQuestion): Draft[] {
  switch (question.type) {
    case 'local-tax':
      return listTaxes(question)
    case 'household':
      return listHousehold(question)
    case 'medical-insurance':
      return listInsurance(question)
    case 'pension-record':
      return isPensionAgency(question.source) ? listPensionYears(question.resident) : []
    case 'pension-benefit':
      return isPensionAgency(question.source) ? listBenefits(question.resident) : []
    default:
      return []
  }
}

/** Only the municipality of 1 January has the year. */
function listTaxes({ resident, source }: DatumQuestion): Draft[] {
  return resident.taxes
    .filter((tax) => tax.municipalityCode === source.municipality)
    .map(({ fiscalYear, taxation, amounts }) => ({
      key: String(fiscalYear),
      values: { ...amounts, incomeYear: fiscalYear - 1, taxYear: fiscalYear, taxation, correctedOn: unset },
    }))
}

function listHousehold({ resident, household, source }: DatumQuestion): Draft[] {
  if (resident.address.municipalityCode !== source.municipality) return []
  const hasMovedIn = resident.residentSince !== resident.birthDate
  const values = {
    isHead: resident.relationship === 1,
    relationship: String(resident.relationship),
    householdNumber: resident.householdNumber,
    residentSince: resident.residentSince,
    addressSince: resident.addressSince,
    changedOn: resident.addressSince,
    changeReason: hasMovedIn ? '2' : '1',
    members: household.map(({ relationship }) => relationshipNames[relationship]).join('、'),
  }
  return [{ key: '1', values }]
}

/** The insurer alone sends a name: the citizen compares it with the card. */
function listInsurance({ resident, source }: DatumQuestion): Draft[] {
  const { insurance } = resident
  if (insurance === undefined || insurance.insurer === 'elsewhere' || source.id !== getAgencyId(insurance.insurer))
    return []
  const values = {
    name: `${resident.familyName} ${resident.givenName}`,
    sex: resident.sex === 'male' ? '1' : '2',
    birthDate: resident.birthDate,
    insurerNumber: source.about.insurerNumber ?? unset,
    insurerName: source.about.name,
    symbol: insurance.symbol,
    number: insurance.number,
    branchNumber: insurance.branchNumber,
    membership: insurance.isInsuredPerson ? '1' : '2',
    validFrom: insurance.validFrom,
    validUntil: unset,
    copayment: insurance.copayment,
    costLimit: insurance.costLimit,
  }
  return [{ key: '1', values }]
}

const monthFieldIds = [
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
  'january',
  'february',
  'march',
] as const

function listPensionYears({ pensionYears }: Resident): Draft[] {
  return pensionYears.map(({ fiscalYear, category, joinedOn, leftOn, paidMonths, months }) => ({
    key: String(fiscalYear),
    values: {
      category,
      joinedOn,
      leftOn: leftOn ?? unset,
      paidMonths,
      ...Object.fromEntries(monthFieldIds.map((id, at) => [id, months[at] ?? unset])),
    },
  }))
}

function listBenefits({ pensionBenefits }: Resident): Draft[] {
  return pensionBenefits.map(({ kind, ...benefit }, at) => ({
    key: String(at + 1),
    values: { pensionKind: kind, ...benefit },
  }))
}

function isPensionAgency({ kinds }: DatumSource): boolean {
  return kinds.includes('pension-service')
}

/** Amounts and counts that a draft does not name are zero; anything else it does not name is unset. */
function fillLayout(layout: Layout, values: Draft['values']): DatumRecord['values'] {
  return Object.fromEntries(
    layout.fields.map(({ id, kind }) => [id, values[id] ?? (kind === 'yen' || kind === 'integer' ? 0 : unset)]),
  )
}
