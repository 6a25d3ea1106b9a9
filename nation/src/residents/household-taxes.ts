import { ageOn } from './calendar.ts'
import type { Dice } from './dice.ts'
import type { Earnings } from './earnings.ts'
import { dependentIncomeMax } from './income-deductions.ts'
import type { TaxCase } from './local-tax.ts'
import { computeLocalTax, computeTotalIncome } from './local-tax.ts'
import type { HouseholdPlan, Member } from './member.ts'
import { child, head, husband, wife } from './relationships.ts'
import type { TaxRecord } from './resident.ts'

type EarningMember = { readonly member: Member; readonly earnings: readonly Earnings[] }

type YearFacts = { readonly fiscalYear: number; readonly at: number; readonly plan: HouseholdPlan }

/** Tax records of one fiscal year, in household order; undefined for those who were under 18 on its 1 January. */
export function makeTaxRecords(
  dice: Dice,
  household: readonly EarningMember[],
  year: YearFacts,
): (TaxRecord | undefined)[] {
  const { fiscalYear, plan } = year
  const taxDay = `${fiscalYear}-01-01`
  const municipalityCode =
    plan.movedFrom && taxDay < plan.movedFrom.on ? plan.movedFrom.municipalityCode : plan.municipalityCode
  const rows = household.map((earning) => ({ ...earning, total: totalOf(earning, year) }))
  const keeper = rows.filter(isAdult).sort((a, b) => b.total - a.total)[0]
  return rows.map((row) => {
    if (ageOn(row.member.birthDate, taxDay) < 18) return undefined
    const others = row === keeper ? rows.filter((other) => other !== row && wasBorn(other, fiscalYear)) : []
    return { fiscalYear, municipalityCode, ...computeLocalTax(makeCase(dice, { row, others, year })) }
  })
}

type Row = EarningMember & { readonly total: number }
type CaseFacts = { readonly row: Row; readonly others: readonly Row[]; readonly year: YearFacts }

function makeCase(dice: Dice, { row, others, year }: CaseFacts): TaxCase {
  const { member, earnings } = row
  const incomeYear = year.fiscalYear - 1
  const { salary, business, pension } = earnings[year.at] ?? { salary: 0, business: 0, pension: 0 }
  const spouse = others.find((other) => isSpouse(member, other.member))
  const kept = others.filter((other) => other !== spouse && other.total <= dependentIncomeMax(incomeYear))
  const children = kept.filter((other) => other.member.relationship === child)
  const hasPartner = year.plan.members.some((other) => isSpouse(member, other))
  const isEarning = salary > 3_500_000
  return {
    incomeYear,
    ageAtYearEnd: ageOn(member.birthDate, `${incomeYear}-12-31`),
    salaryRevenue: salary,
    pensionRevenue: pension,
    businessIncome: business,
    socialInsurance: paysOwnInsurance(salary, business, pension)
      ? Math.floor(Math.max(0, salary * 0.148 + business * 0.12 + pension * 0.06))
      : 0,
    lifeInsurance: isEarning && dice.chance(60) ? dice.integer(1, 10) * 7000 : 0,
    medicalExpense: isEarning && dice.chance(8) ? dice.integer(5, 180) * 1000 : 0,
    donationCredit: isEarning && dice.chance(25) ? dice.integer(8, 48) * 1000 : 0,
    housingLoanCredit: isEarning && dice.chance(15) ? dice.integer(20, 97) * 1000 : 0,
    isStudent: member.work === 'student',
    isSingleParent: member.relationship === head && !hasPartner && children.length > 0,
    ...(spouse ? { spouse: { age: ageOf(spouse, incomeYear), totalIncome: spouse.total } } : {}),
    dependents: kept.map((other) => ({
      age: ageOf(other, incomeYear),
      isCoResidentParent: ![child, wife, husband].some((relationship) => relationship === other.member.relationship),
    })),
  }
}

function totalOf({ member, earnings }: EarningMember, { fiscalYear, at }: YearFacts): number {
  const { salary, business, pension } = earnings[at] ?? { salary: 0, business: 0, pension: 0 }
  const incomeYear = fiscalYear - 1
  return computeTotalIncome({
    incomeYear,
    ageAtYearEnd: ageOn(member.birthDate, `${incomeYear}-12-31`),
    salaryRevenue: salary,
    pensionRevenue: pension,
    businessIncome: business,
  })
}

function isSpouse(one: Member, other: Member): boolean {
  const couple = [one.relationship, other.relationship]
  return couple.includes(head) && (couple.includes(wife) || couple.includes(husband))
}

function paysOwnInsurance(salary: number, business: number, pension: number): boolean {
  return salary >= 1_300_000 || business > 0 || pension > 0
}

function isAdult({ member }: EarningMember): boolean {
  return member.work !== 'child' && member.work !== 'student'
}

function wasBorn({ member }: EarningMember, fiscalYear: number): boolean {
  return member.birthDate < `${fiscalYear}-01-01`
}

function ageOf({ member }: EarningMember, incomeYear: number): number {
  return ageOn(member.birthDate, `${incomeYear}-12-31`)
}
