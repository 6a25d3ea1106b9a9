import type { Replica } from '@madoguchi/agency'
import type { InformationTypeId } from '@madoguchi/facts'
import { getSandboxLayout } from '@madoguchi/facts/sandbox'
import type { BusinessData } from '../business-data.ts'
import type { Resident } from '../residents/index.ts'
import { makeDatum, relationshipNames } from '../residents/index.ts'
import type { CastAgency, CastParty } from './model.ts'

const asOf = '2026-11-01'

type RefOf = CastAgency['refOf']
type Knowing = Pick<CastAgency, 'describe' | 'refOf'>

export function livesIn({ municipality }: CastParty): (resident: Resident) => boolean {
  return ({ address }) => address.municipalityCode === municipality
}

export function isInsuredBy({ id }: CastParty): (resident: Resident) => boolean {
  return ({ insurance }) => insurance?.insurer === id
}

/** Its residents, and whoever was taxed there. */
export function describeCity(city: CastParty, refOf: RefOf): Knowing {
  const { municipality } = city
  const isHere = livesIn(city)
  function describe(residents: readonly Resident[]): BusinessData {
    const ours = residents.filter(
      (resident) => isHere(resident) || resident.taxes.some((tax) => tax.municipalityCode === municipality),
    )
    return {
      people: ours.map((resident) => ({ personRef: refOf(resident), residentCode: resident.residentCode })),
      municipality: {
        residents: ours.map((resident) => ({
          personRef: refOf(resident),
          name: fullNameOf(resident),
          kana: `${resident.familyKana} ${resident.givenKana}`,
          birthDate: resident.birthDate,
          sex: sexCodeOf(resident),
          address: resident.address.text,
          householdNumber: resident.householdNumber,
          relationship: relationshipNames[resident.relationship],
        })),
        assessments: ours.flatMap((resident) =>
          resident.taxes
            .filter((tax) => tax.municipalityCode === municipality)
            .map(({ fiscalYear, taxation, amounts }) => ({
              personRef: refOf(resident),
              taxYear: fiscalYear,
              incomeYear: fiscalYear - 1,
              taxation,
              assessedOn: `${fiscalYear}-06-01`,
              items: amounts,
            })),
        ),
      },
      protected: ours.filter(({ isProtected }) => isProtected).map(refOf),
    }
  }
  return { describe, refOf }
}

/** Its members, and card holders of whom it has no membership any more: it answers 該当なし about them. */
export function describeInsurer(insurer: CastParty, refOf: RefOf): Knowing {
  const isMember = isInsuredBy(insurer)
  function describe(residents: readonly Resident[]): BusinessData {
    const known = residents.filter((resident) => isMember(resident) || resident.cardName !== undefined)
    return {
      people: known.map((resident) => ({ personRef: refOf(resident), residentCode: resident.residentCode })),
      replicas: makeReplicas(residents.filter(isMember), refOf, { type: 'medical-insurance', source: insurer }),
    }
  }
  return { describe, refOf }
}

/** Everybody who ever paid into a pension, or gets one. */
export function describePensions(agency: CastParty, refOf: RefOf): Knowing {
  function describe(residents: readonly Resident[]): BusinessData {
    const insured = residents.filter(
      ({ pensionYears, pensionBenefits }) => pensionYears.length + pensionBenefits.length > 0,
    )
    return {
      people: insured.map((resident) => ({ personRef: refOf(resident), residentCode: resident.residentCode })),
      replicas: [
        ...makeReplicas(insured, refOf, { type: 'pension-record', source: agency }),
        ...makeReplicas(insured, refOf, { type: 'pension-benefit', source: agency }),
      ],
    }
  }
  return { describe, refOf }
}

function makeReplicas(
  residents: readonly Resident[],
  refOf: RefOf,
  { type, source }: { type: InformationTypeId; source: CastParty },
): Replica[] {
  const layout = getSandboxLayout(type, asOf)
  return residents.flatMap((resident) => {
    const datum = makeDatum({ resident, household: [], type, layout, source, asOf })
    return datum === undefined
      ? []
      : [{ personRef: refOf(resident), type, layout: datum.layout, asOf: datum.asOf, records: datum.records }]
  })
}

export function fullNameOf({ familyName, givenName }: Resident): string {
  return `${familyName} ${givenName}`
}

export function sexCodeOf({ sex }: Resident): '1' | '2' {
  return sex === 'male' ? '1' : '2'
}
