import type { Agency, AgencyPerson, InquiryOrder, Replica } from '@madoguchi/agency'
import { agencies } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import type { Clock } from '@madoguchi/kit'
import { dayMs, japaneseDay } from '@madoguchi/kit'
import type { Registry } from '@madoguchi/registry'
import { makeCard } from './cards.ts'
import type { DataFolder } from './data-folder.ts'
import type { Resident } from './residents/index.ts'
import { makeDatum, relationshipNames } from './residents/index.ts'

export type Seeded = {
  readonly registry: Registry
  readonly mihonShi: Agency
  readonly mihonKenpo: Agency
  readonly mihonNenkin: Agency
}

const asOf = '2026-11-01'
/** By whom the demo's protected people are protected. */
const importer = '支援措置担当'

/** Hands every party what it would know by itself. Each writes its own tables; nobody writes another's. */
export async function importPopulation(nation: Seeded, residents: readonly Resident[], clock: Clock): Promise<void> {
  const { registry, mihonShi, mihonKenpo, mihonNenkin } = describePopulation(residents)
  await Promise.all([
    nation.registry.importResidents(registry.residents),
    importBusiness(nation.mihonShi, mihonShi, clock),
    importBusiness(nation.mihonKenpo, mihonKenpo, clock),
    importBusiness(nation.mihonNenkin, mihonNenkin, clock),
  ])
}

/** What an agency's business systems know: its people, and tax tables or registered copies. */
export type BusinessData = {
  readonly people: readonly AgencyPerson[]
  readonly municipality?: Parameters<Agency['importMunicipality']>[0]
  readonly replicas?: readonly Replica[]
  /** Whom an officer protects for a year from the day of the import (支援措置). */
  readonly protected?: readonly string[]
}

export async function importBusiness(agency: Agency, data: BusinessData, clock: Clock): Promise<void> {
  await agency.importPeople(data.people)
  if (data.municipality !== undefined) await agency.importMunicipality(data.municipality)
  if (data.replicas !== undefined) await agency.storeReplicas(data.replicas)
  const until = japaneseDay(new Date(clock.now().getTime() + 365 * dayMs))
  for (const personRef of data.protected ?? []) {
    const order = { personRef, until, by: importer, reason: 'domestic-violence' }
    const begun = await agency.officers.protect(order)
    // A second import finds what the first one did.
    if (!begun.ok && begun.code !== 'PROTECTION_RUNS')
      throw new Error(`the demo's own protection could not begin: ${begun.code}`)
  }
}

/** The made-up residents as each party would know them. */
export function describePopulation(residents: readonly Resident[]) {
  return {
    registry: {
      residents: residents.map((resident) => ({
        residentCode: resident.residentCode,
        name: nameOf(resident),
        address: resident.address.text,
        birthDate: resident.birthDate,
        sex: sexCode(resident),
      })),
    },
    mihonShi: describeMihonShi(residents),
    mihonKenpo: describeMihonKenpo(residents),
    mihonNenkin: describeMihonNenkin(residents),
  }
}

export async function makeCards(options: {
  folder: DataFolder
  registry: Registry
  holders: readonly Resident[]
}): Promise<void> {
  const { folder, registry, holders } = options
  await Promise.all(
    holders.map((resident) =>
      resident.cardName === undefined ? undefined : makeCard({ folder, registry, resident, name: resident.cardName }),
    ),
  )
}

/** A few exchanges between agencies about the card holders, asked through the network, so that a history is not empty. */
export async function askAboutHolders(nation: Seeded, holders: readonly Resident[]): Promise<void> {
  const fromCity = holders.filter(isOfMihonShi).map(
    (resident): InquiryOrder => ({
      personRef: mihonShiRef(resident),
      provider: agencies.mihonKenpo.id,
      affair: 'national-health-insurance',
      type: 'medical-insurance',
    }),
  )
  const fromInsurer = holders.filter(isInsuredByKenpo).map(
    (resident): InquiryOrder => ({
      personRef: kenpoRef(resident),
      provider: agencies.mihonShi.id,
      affair: 'health-insurance-benefit',
      type: 'local-tax',
    }),
  )
  for (const [agency, orders] of [
    [nation.mihonShi, fromCity],
    [nation.mihonKenpo, fromInsurer],
  ] as const) {
    const asked = await agency.inquire(orders)
    if (!asked.ok) throw new Error(`the demo's own exchanges could not be asked: ${asked.code}`)
  }
}

function describeMihonShi(residents: readonly Resident[]): BusinessData {
  const ours = residents.filter(
    (resident) => isOfMihonShi(resident) || hasTaxAt(resident, agencies.mihonShi.municipalityCode),
  )
  const people = ours.map((resident) => ({
    personRef: mihonShiRef(resident),
    residentCode: resident.residentCode,
  }))
  const municipality = {
    residents: ours.map((resident) => ({
      personRef: mihonShiRef(resident),
      name: nameOf(resident),
      kana: `${resident.familyKana} ${resident.givenKana}`,
      birthDate: resident.birthDate,
      sex: sexCode(resident),
      address: resident.address.text,
      householdNumber: resident.householdNumber,
      relationship: relationshipNames[resident.relationship],
    })),
    assessments: ours.flatMap((resident) =>
      resident.taxes
        .filter(({ municipalityCode }) => municipalityCode === agencies.mihonShi.municipalityCode)
        .map(({ fiscalYear, taxation, amounts }) => ({
          personRef: mihonShiRef(resident),
          taxYear: fiscalYear,
          incomeYear: fiscalYear - 1,
          taxation,
          assessedOn: `${fiscalYear}-06-01`,
          items: amounts,
        })),
    ),
  }
  return { people, municipality, protected: ours.filter(({ isProtected }) => isProtected).map(mihonShiRef) }
}

function describeMihonKenpo(residents: readonly Resident[]): BusinessData {
  const members = residents.filter(isInsuredByKenpo)
  // The insurer also knows people of whom it has no membership any more: it answers 該当なし about them.
  const known = residents.filter((resident) => isInsuredByKenpo(resident) || resident.cardName !== undefined)
  return {
    people: known.map((resident) => ({ personRef: kenpoRef(resident), residentCode: resident.residentCode })),
    replicas: replicasOf(members, kenpoRef, 'medical-insurance', agencies.mihonKenpo.id),
  }
}

function describeMihonNenkin(residents: readonly Resident[]): BusinessData {
  const insured = residents.filter(
    ({ pensionYears, pensionBenefits }) => pensionYears.length + pensionBenefits.length > 0,
  )
  return {
    people: insured.map((resident) => ({ personRef: nenkinRef(resident), residentCode: resident.residentCode })),
    replicas: [
      ...replicasOf(insured, nenkinRef, 'pension-record', agencies.mihonNenkin.id),
      ...replicasOf(insured, nenkinRef, 'pension-benefit', agencies.mihonNenkin.id),
    ],
  }
}

function replicasOf(
  residents: readonly Resident[],
  refOf: (resident: Resident) => string,
  type: 'medical-insurance' | 'pension-record' | 'pension-benefit',
  source: Parameters<typeof makeDatum>[0]['source'],
): Replica[] {
  const layout = getSandboxLayout(type, asOf)
  return residents.flatMap((resident) => {
    const datum = makeDatum({ resident, household: [], type, layout, source, asOf })
    return datum === undefined
      ? []
      : [{ personRef: refOf(resident), type, layout: datum.layout, asOf: datum.asOf, records: datum.records }]
  })
}

function isOfMihonShi({ address }: Resident): boolean {
  return address.municipalityCode === agencies.mihonShi.municipalityCode
}

function hasTaxAt({ taxes }: Resident, municipalityCode: string | undefined): boolean {
  return taxes.some((tax) => tax.municipalityCode === municipalityCode)
}

function isInsuredByKenpo({ insurance }: Resident): boolean {
  return insurance?.insurer === 'mihon-kenpo'
}

// Each agency numbers people for itself: the references of two agencies have nothing in common but the person.
const mihonShiRef = ({ residentCode }: Resident) => `A${residentCode.slice(2)}`
const kenpoRef = ({ residentCode }: Resident) => `K${[...residentCode].reverse().join('')}`
const nenkinRef = ({ residentCode }: Resident) => `N${residentCode.slice(4)}${residentCode.slice(0, 4)}`

function nameOf({ familyName, givenName }: Resident): string {
  return `${familyName} ${givenName}`
}

function sexCode({ sex }: Resident): '1' | '2' {
  return sex === 'male' ? '1' : '2'
}
