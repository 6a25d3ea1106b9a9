import { ageOn } from './calendar.ts'
import type { Dice } from './dice.ts'
import { familyNames } from './family-names.ts'
import type { HouseholdPlan, Member } from './member.ts'
import { makeMember } from './member.ts'
import { child, father, head, husband, mother, wife, wifesFather, wifesMother } from './relationships.ts'
import type { Relationship, Sex } from './resident.ts'

/** A household of one to seven people with ages that fit together, small enough for the room that is left. */
export function planHousehold(dice: Dice, today: string, sizeMax: number): HouseholdPlan {
  const members = planMembers(dice, today)
  const fits = members.length <= sizeMax ? members : planSingle(dice, today)
  const municipalityCode = dice.chance(80) ? '482013' : '482021'
  const move = dice.chance(5)
    ? { movedFrom: { municipalityCode: municipalityCode === '482013' ? '482021' : '482013', on: '2025-06-20' } }
    : {}
  return { municipalityCode, ...move, isProtected: dice.integer(1, 400) === 1, members: fits }
}

function planMembers(dice: Dice, today: string): Member[] {
  const kind = dice.integer(1, 100)
  if (kind <= 36) return planSingle(dice, today)
  if (kind <= 56) return planCouple(dice, today, dice.chance(60) ? dice.integer(60, 88) : dice.integer(25, 59))
  if (kind <= 84) return planFamily(dice, today, dice.integer(27, 56))
  if (kind <= 92) return planSingleParent(dice, today)
  return planThreeGenerations(dice, today)
}

function planSingle(dice: Dice, today: string): Member[] {
  const age = dice.chance(40) ? dice.integer(65, 94) : dice.integer(19, 64)
  return [makeMember(dice, { family: pickFamily(dice), sex: pickSex(dice), age, relationship: head }, today)]
}

function planCouple(dice: Dice, today: string, headAge: number, family = pickFamily(dice)): Member[] {
  const sex: Sex = dice.chance(85) ? 'male' : 'female'
  const spouseAge = Math.max(20, headAge + (sex === 'male' ? dice.integer(-7, 2) : dice.integer(-2, 7)))
  const spouseSex: Sex = sex === 'male' ? 'female' : 'male'
  return [
    makeMember(dice, { family, sex, age: headAge, relationship: head }, today),
    makeMember(dice, { family, sex: spouseSex, age: spouseAge, relationship: sex === 'male' ? wife : husband }, today),
  ]
}

function planFamily(dice: Dice, today: string, headAge: number, childrenMax = 4): Member[] {
  const couple = planCouple(dice, today, headAge)
  const parentAge = Math.min(...couple.map((member) => ageOn(member.birthDate, today)))
  return [...couple, ...planChildren(dice, today, { parents: couple, parentAge, count: dice.integer(1, childrenMax) })]
}

function planSingleParent(dice: Dice, today: string): Member[] {
  const age = dice.integer(25, 52)
  const sex: Sex = dice.chance(85) ? 'female' : 'male'
  const parent = makeMember(dice, { family: pickFamily(dice), sex, age, relationship: head }, today)
  return [parent, ...planChildren(dice, today, { parents: [parent], parentAge: age, count: dice.integer(1, 3) })]
}

/** Grandparents are the head's own parents or, with another family name, the wife's. */
function planThreeGenerations(dice: Dice, today: string): Member[] {
  const members = planFamily(dice, today, dice.integer(32, 54), 3)
  const isWifesSide = members[1]?.relationship === wife && dice.chance(25)
  const nearest = members[isWifesSide ? 1 : 0]
  if (!nearest) return members
  const family = isWifesSide ? pickFamily(dice) : nearest.family
  const fathersAge = ageOn(nearest.birthDate, today) + dice.integer(24, 36)
  const mothersAge = Math.max(ageOn(nearest.birthDate, today) + 20, fathersAge - dice.integer(0, 5))
  const [his, hers]: Relationship[] = isWifesSide ? [wifesFather, wifesMother] : [father, mother]
  const grandmother = makeMember(dice, { family, sex: 'female', age: mothersAge, relationship: hers ?? mother }, today)
  if (fathersAge > 92 || dice.chance(45)) return [...members, grandmother]
  const facts = { family, sex: 'male', age: fathersAge, relationship: his ?? father } as const
  return [...members, makeMember(dice, facts, today), grandmother]
}

type ChildrenFacts = { readonly parents: readonly Member[]; readonly parentAge: number; readonly count: number }

/** Between 20 and 42 years younger than the younger parent, at least one year apart, the eldest first. */
function planChildren(dice: Dice, today: string, { parents, parentAge, count }: ChildrenFacts): Member[] {
  const [first] = parents
  if (!first) return []
  const children: Member[] = []
  let age = Math.min(parentAge - 20, 24, dice.integer(Math.max(0, parentAge - 42), parentAge - 20))
  for (let n = 0; n < count && age >= 0; n++) {
    children.push(makeMember(dice, { family: first.family, sex: pickSex(dice), age, relationship: child }, today))
    age -= dice.integer(1, 4)
  }
  return children
}

function pickFamily(dice: Dice): readonly [string, string] {
  // Two throws, the smaller wins: the names at the head of the list are the common ones.
  const at = Math.min(dice.integer(0, familyNames.length - 1), dice.integer(0, familyNames.length - 1))
  return familyNames[at] ?? familyNames[0]
}

function pickSex(dice: Dice): Sex {
  return dice.chance(50) ? 'male' : 'female'
}
