/**
 * 給与所得 from 給与収入 (whole yen). Between 1.8 and 6.6 million the statutory table goes by steps of 4,000 yen.
 * From 2025 on the least deduction is 650,000 instead of 550,000 yen.
 */
export function salaryIncome(revenue: number, incomeYear: number): number {
  const quarter = Math.floor(revenue / 4000) * 1000
  if (revenue > 8_500_000) return revenue - 1_950_000
  if (revenue > 6_600_000) return Math.floor(revenue * 0.9) - 1_100_000
  if (revenue > 3_600_000) return Math.round(quarter * 3.2) - 440_000
  const least = incomeYear >= 2025 ? 650_000 : 550_000
  if (revenue > (incomeYear >= 2025 ? 1_900_000 : 1_800_000)) return Math.round(quarter * 2.8) - 80_000
  if (incomeYear < 2025 && revenue > 1_625_000) return Math.round(quarter * 2.4) + 100_000
  return Math.max(0, revenue - least)
}

/** 公的年金等雑所得 from the year's public pensions, for someone whose other income is below ten million. */
export function publicPensionIncome(revenue: number, ageAtYearEnd: number): number {
  const isElderly = ageAtYearEnd >= 65
  const flat = isElderly ? 1_100_000 : 600_000
  if (revenue <= (isElderly ? 3_300_000 : 1_300_000)) return Math.max(0, revenue - flat)
  if (revenue <= 4_100_000) return revenue - (Math.ceil(revenue * 0.25) + 275_000)
  return revenue - (Math.ceil(revenue * 0.15) + 685_000)
}

/** The total income up to which somebody can be another's dependent: raised by 100,000 yen for 2025. */
export function dependentIncomeMax(incomeYear: number): number {
  return incomeYear >= 2025 ? 580_000 : 480_000
}

/** 配偶者特別控除 of 住民税 for a taxpayer with up to nine million of income. */
export function specialSpouseDeduction(spouseIncome: number, incomeYear: number): number {
  if (spouseIncome <= dependentIncomeMax(incomeYear) || spouseIncome > 1_330_000) return 0
  const steps = [
    [1_000_000, 330_000],
    [1_050_000, 310_000],
    [1_100_000, 260_000],
    [1_150_000, 210_000],
    [1_200_000, 160_000],
    [1_250_000, 110_000],
    [1_300_000, 60_000],
    [1_330_000, 30_000],
  ] as const
  return steps.find(([upTo]) => spouseIncome <= upTo)?.[1] ?? 0
}
