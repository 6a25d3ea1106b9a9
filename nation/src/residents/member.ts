import { formatDay } from './calendar.ts'
import type { Dice } from './dice.ts'
import { getGivenNames } from './given-names.ts'
import type { Insurance, Relationship, Sex, Work } from './resident.ts'

/** One person of a household plan: who it is, before money comes in. */
export type Member = {
  readonly family: readonly [string, string]
  readonly given: readonly [string, string]
  readonly sex: Sex
  readonly birthDate: string
  readonly relationship: Relationship
  readonly work: Work
  readonly cardName?: string
  /** Yen of last year's pay or profit, where the story of a named person needs it. */
  readonly revenue?: number
  /** Overrides what the household would get. */
  readonly insurance?: Insurance | 'none'
}

export type HouseholdPlan = {
  readonly municipalityCode: string
  /** Where the household lived until it moved, and so where older tax records lie. */
  readonly movedFrom?: { readonly municipalityCode: string; readonly on: string }
  readonly isProtected: boolean
  /** An employee of this household is insured by みほん健康保険組合, whatever the dice say. */
  readonly isInMihonKenpo?: boolean
  readonly members: readonly Member[]
}

type MemberFacts = {
  readonly family: readonly [string, string]
  readonly sex: Sex
  readonly age: number
  readonly relationship: Relationship
}

/** Someone who is `age` years old on `today`. */
export function makeMember(dice: Dice, facts: MemberFacts, today: string): Member {
  const { family, sex, age, relationship } = facts
  const birthDate = makeBirthDate(dice, age, today)
  const given = dice.pick(getGivenNames(sex, Number(birthDate.slice(0, 4))))
  return { family, given, sex, birthDate, relationship, work: chooseWork(dice, facts) }
}

function makeBirthDate(dice: Dice, age: number, today: string): string {
  const month = dice.integer(1, 12)
  const day = dice.integer(1, 28)
  const hadBirthday = formatDay({ year: 0, month, day }).slice(-5) <= today.slice(5)
  return formatDay({ year: Number(today.slice(0, 4)) - age - (hadBirthday ? 0 : 1), month, day })
}

function chooseWork(dice: Dice, { sex, age, relationship }: MemberFacts): Work {
  if (age < 18) return 'child'
  if (age <= 22 && dice.chance(60)) return 'student'
  if (age >= 70) return dice.chance(85) ? 'retired' : 'part-time'
  if (age >= 65) return dice.chance(60) ? 'retired' : 'part-time'
  const isWife = sex === 'female' && relationship !== 1
  if (isWife && dice.chance(55)) return dice.chance(60) ? 'part-time' : 'homemaker'
  return dice.chance(14) ? 'self-employed' : 'employee'
}
