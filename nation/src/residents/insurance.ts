import { ageOn, laterDay } from './calendar.ts'
import type { Dice } from './dice.ts'
import type { Member } from './member.ts'
import type { Insurance, TaxRecord } from './resident.ts'

type InsuredMember = { readonly member: Member; readonly taxes: readonly TaxRecord[] }

type InsuranceFacts = {
  readonly household: readonly InsuredMember[]
  readonly isInMihonKenpo: boolean
  readonly today: string
}

/**
 * One membership for each of a household, in the same order. An employee brings the family in under one 記号・番号;
 * from 75 on everybody is insured elsewhere, and so are the self-employed.
 */
export function makeInsurances(
  dice: Dice,
  { household, isInMihonKenpo, today }: InsuranceFacts,
): (Insurance | undefined)[] {
  const breadwinner = household
    .filter(({ member }) => member.work === 'employee')
    .sort((a, b) => salaryOf(b) - salaryOf(a))
    .at(0)
  const isInMihon = breadwinner !== undefined && (dice.chance(75) || isInMihonKenpo)
  const familyCard = makeCard(dice, today)
  let branch = 1
  return household.map((insured) => {
    const { member } = insured
    if (member.insurance === 'none') return undefined
    if (member.insurance) return member.insurance
    if (ageOn(member.birthDate, today) >= 75) return { insurer: 'elsewhere', kind: 'late-elderly' }
    if (!breadwinner) return { insurer: 'elsewhere', kind: 'national' }
    if (insured === breadwinner) {
      return isInMihon ? fillIn(familyCard, insured, { branch: 1, today, breadwinner }) : otherSociety
    }
    if (member.work === 'employee') {
      return dice.chance(60)
        ? fillIn(makeCard(dice, today), insured, { branch: 1, today, breadwinner: insured })
        : otherSociety
    }
    if (isTooRich(insured)) return { insurer: 'elsewhere', kind: 'national' }
    if (!isInMihon) return otherSociety
    branch += 1
    return fillIn(familyCard, insured, { branch, today, breadwinner })
  })
}

const otherSociety: Insurance = { insurer: 'elsewhere', kind: 'other-society' }

type Card = { readonly symbol: string; readonly number: string; readonly validFrom: string }

function makeCard(dice: Dice, today: string): Card {
  const joinedIn = Number(today.slice(0, 4)) - dice.integer(1, 14)
  return {
    symbol: String(dice.integer(100, 399)),
    number: String(dice.integer(1, 99_999)),
    validFrom: `${joinedIn}-04-01`,
  }
}

type FillFacts = { readonly branch: number; readonly today: string; readonly breadwinner: InsuredMember }

function fillIn(card: Card, { member }: InsuredMember, { branch, today, breadwinner }: FillFacts): Insurance {
  const { birthDate } = member
  return {
    insurer: 'mihon-kenpo',
    symbol: card.symbol,
    number: card.number,
    branchNumber: String(branch).padStart(2, '0'),
    isInsuredPerson: branch === 1,
    validFrom: laterDay(birthDate, card.validFrom),
    copayment: copaymentAt(birthDate, today),
    costLimit: costLimitOf(breadwinner),
  }
}

/** 2割 until school begins and from 70, 3割 between. */
function copaymentAt(birthDate: string, today: string): '2' | '3' {
  const age = ageOn(birthDate, today)
  return age < 6 || age >= 70 ? '2' : '3'
}

function costLimitOf(breadwinner: InsuredMember): '1' | '2' | '3' | '4' | '5' {
  const salary = salaryOf(breadwinner)
  if (breadwinner.taxes.at(-1)?.taxation === '1') return '5'
  if (salary >= 11_600_000) return '1'
  if (salary >= 7_700_000) return '2'
  return salary >= 3_700_000 ? '3' : '4'
}

/** From 1.3 million yen a year on nobody is insured as a family member. */
function isTooRich({ member, taxes }: InsuredMember): boolean {
  const amounts = taxes.at(-1)?.amounts ?? {}
  const total = (amounts.salaryRevenue ?? 0) + (amounts.publicPensionRevenue ?? 0) + (amounts.businessIncome ?? 0)
  return total >= 1_300_000 || member.work === 'self-employed'
}

function salaryOf({ taxes }: InsuredMember): number {
  return taxes.at(-1)?.amounts.salaryRevenue ?? 0
}
