import assert from 'node:assert/strict'
import { ageOn, fiscalYearOf, laterDay } from './calendar.ts'
import { demoHouseholds } from './demo-households.ts'
import type { Dice } from './dice.ts'
import { makeDice } from './dice.ts'
import { makeEarnings } from './earnings.ts'
import { makeTaxRecords } from './household-taxes.ts'
import { makeInsurances } from './insurance.ts'
import type { HouseholdPlan, Member } from './member.ts'
import { makePensionBenefits, makePensionYears } from './pension.ts'
import { makeAddress } from './places.ts'
import { planHousehold } from './plan-household.ts'
import { husband, wife } from './relationships.ts'
import type { Resident } from './resident.ts'

/** The day the demo nation stands at: ages, tax years and paid months follow from it. */
export const demoDay = '2026-11-22'

type ResidentsOptions = {
  readonly seed: string
  /** Exactly so many people. With fewer than about 20 some demo card holders are left out. */
  readonly count: number
  readonly today?: string
}

/** Fictional people in whole households; the same seed gives the same people in every engine. The card holders come first. */
export function generateResidents({ seed, count, today = demoDay }: ResidentsOptions): Resident[] {
  assert(Number.isSafeInteger(count) && count >= 0 && count <= 200_000)
  const dice = makeDice(seed)
  const codes = new Set<string>()
  const residents: Resident[] = []
  const add = (plan: HouseholdPlan, number: number) => {
    residents.push(...settleHousehold(dice, { plan, number, today, codes }))
  }
  for (const plan of demoHouseholds) {
    if (residents.length + plan.members.length <= count) add(plan, codes.size + 1)
  }
  while (residents.length < count) add(planHousehold(dice, today, count - residents.length), codes.size + 1)
  return residents
}

/** The residents who hold a demo card, each with the card's short ASCII name. */
export function chooseCardHolders(residents: readonly Resident[]): (Resident & { readonly cardName: string })[] {
  return residents.filter((resident) => resident.cardName !== undefined) as (Resident & { cardName: string })[]
}

type SettleFacts = {
  readonly plan: HouseholdPlan
  readonly number: number
  readonly today: string
  readonly codes: Set<string>
}

function settleHousehold(dice: Dice, { plan, number, today, codes }: SettleFacts): Resident[] {
  const address = makeAddress(dice, plan.municipalityCode)
  const lastYear = fiscalYearOf(today)
  const fiscalYears = [lastYear - 2, lastYear - 1, lastYear]
  const pensioned = plan.members.map((member) => ({ member, benefits: makePensionBenefits(dice, member, today) }))
  const incomeYears = fiscalYears.map((year) => year - 1)
  const earning = pensioned.map((one) => ({ ...one, earnings: makeEarnings(dice, { ...one, incomeYears }) }))
  const byYear = fiscalYears.map((fiscalYear, at) => makeTaxRecords(dice, earning, { fiscalYear, at, plan }))
  const taxed = earning.map((one, at) => ({ ...one, taxes: byYear.flatMap((records) => records[at] ?? []) }))
  const insurances = makeInsurances(dice, { household: taxed, isInMihonKenpo: plan.isInMihonKenpo ?? false, today })
  const settledOn = plan.movedFrom?.on ?? settlingDay(dice, plan.members, today)
  return taxed.map(({ member, benefits, taxes }, at): Resident => {
    const insurance = insurances[at]
    const since = laterDay(member.birthDate, settledOn)
    return {
      residentCode: throwCode(dice, codes),
      familyName: member.family[0],
      givenName: member.given[0],
      familyKana: member.family[1],
      givenKana: member.given[1],
      birthDate: member.birthDate,
      sex: member.sex,
      address,
      householdNumber: `S${String(number).padStart(7, '0')}`,
      relationship: member.relationship,
      residentSince: since,
      addressSince: since,
      work: member.work,
      taxes,
      ...(insurance ? { insurance } : {}),
      pensionYears: makePensionYears(dice, { member, today, isKeptSpouse: isKeptSpouse(plan, member, taxes) }),
      pensionBenefits: benefits,
      isProtected: plan.isProtected,
      ...(member.cardName === undefined ? {} : { cardName: member.cardName }),
    }
  })
}

/** 第3号: the husband or wife of an employee, with less than 1.3 million yen of their own. */
function isKeptSpouse(plan: HouseholdPlan, member: Member, taxes: Resident['taxes']): boolean {
  const isSpouse = member.relationship === wife || member.relationship === husband
  const hasEmployee = plan.members.some((other) => other !== member && other.work === 'employee')
  const isLittle = (taxes.at(-1)?.amounts.salaryRevenue ?? 0) < 1_300_000
  return isSpouse && hasEmployee && isLittle && (member.work === 'part-time' || member.work === 'homemaker')
}

/** Between last year and the time the youngest adult was twenty or so. */
function settlingDay(dice: Dice, members: readonly Member[], today: string): string {
  const oldest = Math.max(...members.map((member) => ageOn(member.birthDate, today)))
  return `${Number(today.slice(0, 4)) - dice.integer(2, Math.max(3, Math.min(25, oldest - 18)))}-${dice.pick(['03-28', '04-01', '07-15', '10-01'])}`
}

function throwCode(dice: Dice, taken: Set<string>): string {
  for (;;) {
    const code = dice.digits(11)
    if (taken.has(code)) continue
    taken.add(code)
    return code
  }
}
