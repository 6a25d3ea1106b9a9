import { ageOn, fiscalYearOf, formatDay, monthsBetween } from './calendar.ts'
import type { Dice } from './dice.ts'
import type { Member } from './member.ts'
import type { PensionBenefit, PensionYear } from './resident.ts'

const fullBasicPension = 847_300

/** What somebody receives from 65 on; some widows have a survivor's pension beside it. */
export function makePensionBenefits(dice: Dice, member: Member, today: string): PensionBenefit[] {
  if (ageOn(member.birthDate, today) < 65) return []
  const entitledOn = birthdayAt(member, 65)
  const benefits = [makeBenefit('1', entitledOn, Math.floor((fullBasicPension * dice.integer(62, 100)) / 100))]
  const wasEmployed = dice.chance(member.sex === 'male' ? 85 : 55)
  if (wasEmployed)
    benefits.push(makeBenefit('2', entitledOn, 1000 * dice.integer(90, member.sex === 'male' ? 1500 : 700)))
  const isWidow = member.sex === 'female' && member.relationship !== 2 && dice.chance(40)
  if (isWidow) benefits.push(makeBenefit('6', birthdayAt(member, 66), 1000 * dice.integer(300, 900)))
  return benefits
}

function makeBenefit(kind: PensionBenefit['kind'], entitledOn: string, annualAmount: number): PensionBenefit {
  const lastPaidAmount = Math.floor(annualAmount / 6)
  return { kind, entitledOn, isSuspended: false, annualAmount, lastPaidOn: '2026-10-15', lastPaidAmount }
}

type PensionYearFacts = {
  readonly member: Member
  readonly today: string
  readonly isKeptSpouse: boolean
}

/** The last three fiscal years of somebody who is, or in them still was, between 20 and 59. */
export function makePensionYears(dice: Dice, facts: PensionYearFacts): PensionYear[] {
  const { member, today } = facts
  const joinedOn = birthdayAt(member, 20)
  const leftOn = birthdayAt(member, 60)
  const last = fiscalYearOf(today)
  if (ageOn(member.birthDate, today) < 20) return []
  const habit = makeHabit(dice, facts)
  const years: PensionYear[] = []
  let paidMonths = countPaidBefore(joinedOn, `${last - 2}-04`)
  for (let fiscalYear = last - 2; fiscalYear <= last; fiscalYear++) {
    const months = listMonths(fiscalYear).map((month) => stateOf(month, { joinedOn, leftOn, today, habit }))
    if (months.every((state) => state === '9' || state === undefined)) continue
    paidMonths += months.filter((state) => state === '1').length
    const left = leftOn <= today ? { leftOn } : {}
    years.push({ fiscalYear, category: habit.category, joinedOn, ...left, paidMonths, months })
  }
  return years
}

type Habit = { readonly category: PensionYear['category']; readonly usual: string }

function makeHabit(dice: Dice, { member: { work }, isKeptSpouse }: PensionYearFacts): Habit {
  if (work === 'employee') return { category: '2', usual: '1' }
  if (isKeptSpouse) return { category: '3', usual: '1' }
  if (work === 'student') return { category: '1', usual: '6' }
  return { category: '1', usual: dice.chance(80) ? '1' : dice.pick(['2', '4', '7', '8']) }
}

type MonthFacts = { readonly joinedOn: string; readonly leftOn: string; readonly today: string; readonly habit: Habit }

function stateOf(month: string, { joinedOn, leftOn, today, habit }: MonthFacts): string | undefined {
  if (month > today.slice(0, 7)) return undefined
  if (month < joinedOn.slice(0, 7) || month >= leftOn.slice(0, 7)) return '9'
  return habit.usual
}

function listMonths(fiscalYear: number): string[] {
  return Array.from({ length: 12 }, (_, at) =>
    formatDay({ year: fiscalYear + (at > 8 ? 1 : 0), month: ((at + 3) % 12) + 1, day: 1 }).slice(0, 7),
  )
}

/** Four months in five were paid; nobody has more than the 480 months from 20 to 59. */
function countPaidBefore(joinedOn: string, month: string): number {
  return Math.floor((Math.min(480, Math.max(0, monthsBetween(joinedOn.slice(0, 7), month))) * 4) / 5)
}

function birthdayAt({ birthDate }: Member, age: number): string {
  return `${Number(birthDate.slice(0, 4)) + age}${birthDate.slice(4)}`
}
