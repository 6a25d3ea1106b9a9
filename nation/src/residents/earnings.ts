import { ageOn } from './calendar.ts'
import type { Dice } from './dice.ts'
import type { Member } from './member.ts'
import type { PensionBenefit } from './resident.ts'

/** What came in during one calendar year, whole yen. */
export type Earnings = { readonly salary: number; readonly business: number; readonly pension: number }

type EarningsFacts = {
  readonly member: Member
  readonly benefits: readonly PensionBenefit[]
  readonly incomeYears: readonly number[]
}

/** One entry for each year, the last one as the member's story says. Pay grew by two percent a year. */
export function makeEarnings(dice: Dice, { member, benefits, incomeYears }: EarningsFacts): Earnings[] {
  const revenue = member.revenue ?? throwRevenue(dice, member, incomeYears.at(-1) ?? 2025)
  const isBusiness = member.work === 'self-employed'
  return incomeYears.map((year, at) => {
    const yearsAgo = incomeYears.length - 1 - at
    const earned = isAtWork(member, year) ? floorToThousand(revenue * (1 - yearsAgo * 0.02)) : 0
    const pension = sumTaxedPensions(benefits, year)
    return isBusiness ? { salary: 0, business: earned, pension } : { salary: earned, business: 0, pension }
  })
}

function throwRevenue(dice: Dice, { work, birthDate }: Member, year: number): number {
  const age = ageOn(birthDate, `${year}-12-31`)
  switch (work) {
    case 'employee':
      // The least of three throws is near the bottom, as wages are; it rises with age until 55.
      return (
        2_200_000 +
        Math.min(age, 55) * 35_000 +
        1000 * Math.min(dice.integer(0, 9000), dice.integer(0, 9000), dice.integer(0, 12_000))
      )
    case 'part-time':
      return dice.chance(60) ? 1000 * dice.integer(600, 1290) : 1000 * dice.integer(1300, 2400)
    case 'self-employed':
      return dice.chance(6) ? -1000 * dice.integer(50, 900) : 1000 * dice.integer(800, 7500)
    case 'student':
      return dice.chance(70) ? 1000 * dice.integer(120, 980) : 0
    default:
      return 0
  }
}

function isAtWork({ work, birthDate }: Member, year: number): boolean {
  const age = ageOn(birthDate, `${year}-12-31`)
  if (work === 'student' || work === 'part-time') return age >= 16
  return age >= 19
}

/** Old-age pensions are taxed, survivors' pensions are not. Two percent less for each year before this one. */
function sumTaxedPensions(benefits: readonly PensionBenefit[], year: number): number {
  return benefits
    .filter((benefit) => benefit.kind !== '6' && Number(benefit.entitledOn.slice(0, 4)) < year)
    .reduce((total, benefit) => total + Math.floor((benefit.annualAmount * (100 - (2026 - year) * 2)) / 100), 0)
}

function floorToThousand(value: number): number {
  return Math.floor(value / 1000) * 1000
}
