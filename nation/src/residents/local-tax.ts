import { dependentIncomeMax, publicPensionIncome, salaryIncome, specialSpouseDeduction } from './income-deductions.ts'
import type { TaxAmounts, TaxRecord } from './resident.ts'

/** What 個人住民税 needs to know about one person and one year. Whole yen. */
export type TaxCase = {
  readonly incomeYear: number
  readonly ageAtYearEnd: number
  readonly salaryRevenue: number
  readonly pensionRevenue: number
  readonly businessIncome: number
  readonly socialInsurance: number
  readonly lifeInsurance: number
  readonly medicalExpense: number
  readonly donationCredit: number
  readonly housingLoanCredit: number
  readonly isStudent: boolean
  readonly isSingleParent: boolean
  /** Present when there is a husband or wife in the household. */
  readonly spouse?: { readonly age: number; readonly totalIncome: number }
  /** Everyone else this taxpayer keeps. */
  readonly dependents: readonly Dependent[]
}

type Dependent = { readonly age: number; readonly isCoResidentParent: boolean }

const perCapita = { municipal: 3000, prefectural: 1000 } as const

/** The simplified but self-consistent 個人住民税 of a person: same arithmetic as the law, without its rarer rules. */
export function computeLocalTax(taxCase: TaxCase): Pick<TaxRecord, 'taxation' | 'amounts'> {
  const incomes = computeIncomes(taxCase)
  const counts = countDependents(taxCase.dependents)
  const deductions = computeDeductions(taxCase, incomes.totalIncomeAmount, counts)
  const totalDeduction = sum(deductions)
  const taxable = floorTo(Math.max(0, incomes.totalIncomeAmount - totalDeduction), 1000)
  const exemption = judgeExemption(taxCase, incomes.totalIncomeAmount)
  const isIncomeLevied = taxable > 0 && exemption === 'none'
  const adjustment = isIncomeLevied ? computeAdjustment(taxable, deductions) : 0
  const { donationCredit, housingLoanCredit } = taxCase
  const credits = isIncomeLevied ? adjustment + donationCredit + housingLoanCredit : 0
  const municipal = isIncomeLevied ? levy(taxable, 6, credits) : 0
  const prefectural = isIncomeLevied ? levy(taxable, 4, credits) : 0
  const isPerCapitaLevied = exemption !== 'all'
  const amounts: TaxAmounts = {
    ...incomes,
    ...deductions,
    totalDeduction,
    ...counts,
    taxableStandardAmount: taxable,
    adjustmentCredit: adjustment,
    donationCredit: isIncomeLevied ? donationCredit : 0,
    housingLoanCredit: isIncomeLevied ? housingLoanCredit : 0,
    municipalPerCapitaLevy: isPerCapitaLevied ? perCapita.municipal : 0,
    municipalIncomeLevy: municipal,
    prefecturalPerCapitaLevy: isPerCapitaLevied ? perCapita.prefectural : 0,
    prefecturalIncomeLevy: prefectural,
  }
  return { taxation: !isPerCapitaLevied ? '1' : municipal + prefectural > 0 ? '3' : '2', amounts }
}

/** 合計所得金額 alone: decides who keeps whom. */
export function computeTotalIncome(facts: Parameters<typeof computeIncomes>[0]): number {
  return computeIncomes(facts).totalIncomeAmount
}

function computeIncomes({
  incomeYear,
  ageAtYearEnd,
  salaryRevenue,
  pensionRevenue,
  businessIncome,
}: Pick<TaxCase, 'incomeYear' | 'ageAtYearEnd' | 'salaryRevenue' | 'pensionRevenue' | 'businessIncome'>) {
  const salary = salaryIncome(salaryRevenue, incomeYear)
  const pension = publicPensionIncome(pensionRevenue, ageAtYearEnd)
  const total = Math.max(0, salary + pension + businessIncome)
  return {
    salaryRevenue,
    salaryIncome: salary,
    publicPensionRevenue: pensionRevenue,
    publicPensionIncome: pension,
    businessIncome,
    totalIncomeAmount: total,
    grossIncomeAmount: total,
  }
}

function countDependents(dependents: readonly Dependent[]) {
  const count = (isCounted: (dependent: Dependent) => boolean) => dependents.filter(isCounted).length
  return {
    generalDependents: count(({ age }) => (age >= 16 && age <= 18) || (age >= 23 && age <= 69)),
    specificDependents: count(({ age }) => age >= 19 && age <= 22),
    elderlyDependents: count(({ age }) => age >= 70),
    coResidentElderlyParents: count(({ age, isCoResidentParent }) => age >= 70 && isCoResidentParent),
    dependentsUnder16: count(({ age }) => age < 16),
  }
}

function computeDeductions(taxCase: TaxCase, total: number, counts: ReturnType<typeof countDependents>) {
  const { spouse, incomeYear } = taxCase
  const isSpouseKept = spouse !== undefined && spouse.totalIncome <= dependentIncomeMax(incomeYear)
  const canDeductSpouse = total <= 9_000_000
  const studentMax = incomeYear >= 2025 ? 850_000 : 750_000
  return {
    medicalExpenseDeduction: taxCase.medicalExpense,
    socialInsuranceDeduction: taxCase.socialInsurance,
    lifeInsuranceDeduction: taxCase.lifeInsurance,
    widowOrSingleParentDeduction: taxCase.isSingleParent && total <= 5_000_000 ? 300_000 : 0,
    workingStudentDeduction: taxCase.isStudent && taxCase.salaryRevenue > 0 && total <= studentMax ? 260_000 : 0,
    spouseDeduction: isSpouseKept && canDeductSpouse ? (spouse.age >= 70 ? 380_000 : 330_000) : 0,
    specialSpouseDeduction: spouse && canDeductSpouse ? specialSpouseDeduction(spouse.totalIncome, incomeYear) : 0,
    dependentDeduction:
      counts.generalDependents * 330_000 +
      counts.specificDependents * 450_000 +
      counts.elderlyDependents * 380_000 +
      counts.coResidentElderlyParents * 70_000,
    basicDeduction: 430_000,
  }
}

/** Who pays nothing, and who pays 均等割 only (limits of a first-class area). */
function judgeExemption(taxCase: TaxCase, total: number): 'all' | 'income-levy' | 'none' {
  const { spouse, dependents, incomeYear, isSingleParent } = taxCase
  const isSpouseKept = spouse !== undefined && spouse.totalIncome <= dependentIncomeMax(incomeYear)
  const kept = dependents.length + (isSpouseKept ? 1 : 0)
  const base = 350_000 * (kept + 1) + 100_000
  if (total <= base + (kept > 0 ? 210_000 : 0) || (isSingleParent && total <= 1_350_000)) return 'all'
  return total <= base + (kept > 0 ? 320_000 : 0) ? 'income-levy' : 'none'
}

/** 調整控除, from the difference of the personal deductions between income tax and 住民税. */
function computeAdjustment(taxable: number, deductions: ReturnType<typeof computeDeductions>): number {
  const { spouseDeduction, dependentDeduction, widowOrSingleParentDeduction } = deductions
  const spouse = spouseDeduction === 380_000 ? 100_000 : spouseDeduction > 0 ? 50_000 : 0
  const dependents = floorTo((dependentDeduction / 330_000) * 50_000, 10_000)
  const difference = 50_000 + spouse + dependents + (widowOrSingleParentDeduction > 0 ? 50_000 : 0)
  if (taxable <= 2_000_000) return Math.round(Math.min(difference, taxable) * 0.05)
  return Math.max(2500, Math.round((difference - (taxable - 2_000_000)) * 0.05))
}

/** 6 % municipal and 4 % prefectural; credits are shared in the same proportion; below 100 yen is cut off. */
function levy(taxable: number, percent: 6 | 4, credits: number): number {
  return floorTo(Math.max(0, (taxable * percent) / 100 - Math.ceil((credits * percent) / 10)), 100)
}

function floorTo(value: number, unit: number): number {
  return Math.floor(value / unit) * unit
}

function sum(parts: Readonly<Record<string, number>>): number {
  return Object.values(parts).reduce((total, part) => total + part, 0)
}
