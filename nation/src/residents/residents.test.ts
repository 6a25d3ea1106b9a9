import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { findLayoutInForce, parseDatum } from '@madoguchi/facts'
import { getSandboxLayout, openSandboxFacts } from '@madoguchi/facts/sandbox'
import { hasMyNumberCheckDigit } from '@madoguchi/forms'
import { systemClock } from '@madoguchi/kit'
import fc from 'fast-check'
import { demoCast } from '../cast/demo-cast.ts'
import type { Resident } from './index.ts'
import { ageOn, chooseCardHolders, demoDay, generateResidents, makeDatum } from './index.ts'

const nation = generateResidents({ seed: 'mihon', count: 1000 })

function groupHouseholds(residents: readonly Resident[]): Resident[][] {
  return [...Map.groupBy(residents, (resident) => resident.householdNumber).values()]
}

function hash(residents: readonly Resident[]): string {
  return createHash('sha256').update(JSON.stringify(residents)).digest('hex').slice(0, 16)
}

const arbitraryNation = fc
  .record({ seed: fc.string({ maxLength: 12 }), count: fc.integer({ min: 0, max: 150 }) })
  .map((options) => ({ options, residents: generateResidents(options) }))

test('the same seed gives the same people, today and on another machine', () => {
  assert.equal(hash(nation), 'acb44c72cdd1d883')
  assert.notEqual(hash(generateResidents({ seed: 'mihon2', count: 1000 })), hash(nation))
})

test('as many people as asked for, each with a code of eleven digits of their own', () => {
  fc.assert(
    fc.property(arbitraryNation, ({ options, residents }) => {
      assert.equal(residents.length, options.count)
      assert.equal(new Set(residents.map((resident) => resident.residentCode)).size, options.count)
      for (const { residentCode } of residents) assert.match(residentCode, /^[0-9]{11}$/)
    }),
    { numRuns: 30 },
  )
})

test('no number about anybody could be a My Number (invariant 1)', () => {
  for (const [digits] of JSON.stringify(nation).matchAll(/(?<![0-9])[0-9]{12}(?![0-9])/g)) {
    assert.equal(hasMyNumberCheckDigit(digits), false)
  }
})

test('a household has one head, at most one couple, one address, and one to seven people', () => {
  fc.assert(
    fc.property(arbitraryNation, ({ residents }) => {
      for (const members of groupHouseholds(residents)) {
        assert.ok(members.length <= 7)
        assert.equal(members.filter((member) => member.relationship === 1).length, 1)
        assert.ok(members.filter(({ relationship }) => relationship === 2 || relationship === 3).length <= 1)
        assert.equal(new Set(members.map((member) => member.address.text)).size, 1)
        assert.ok(members.some((member) => ageOn(member.birthDate, demoDay) >= 18))
      }
    }),
    { numRuns: 30 },
  )
})

test('parents are 18 years or more older than their children, and married people are adults of one name', () => {
  fc.assert(
    fc.property(arbitraryNation, ({ residents }) => {
      for (const members of groupHouseholds(residents)) {
        const byRelation = (wanted: number[]) => members.filter(({ relationship }) => wanted.includes(relationship))
        const [head] = byRelation([1])
        assert.ok(head)
        const ages = (people: Resident[]) => people.map((member) => ageOn(member.birthDate, demoDay))
        const parents = ages(byRelation([1, 2, 3]))
        for (const age of ages(byRelation([4]))) assert.ok(parents.every((parent) => parent - age >= 18))
        for (const age of ages(byRelation([5, 6]))) assert.ok(age - ageOn(head.birthDate, demoDay) >= 18)
        for (const spouse of byRelation([2, 3])) {
          assert.ok(ageOn(spouse.birthDate, demoDay) >= 18)
          assert.equal(spouse.familyName, head.familyName)
          assert.notEqual(spouse.sex, head.sex)
          assert.equal(spouse.sex, spouse.relationship === 2 ? 'female' : 'male')
        }
      }
    }),
    { numRuns: 30 },
  )
})

test('the sums of every tax record come out, and the levies follow from them', () => {
  const amount = (amounts: Readonly<Record<string, number>>, id: string) => amounts[id] ?? 0
  for (const { fiscalYear, taxation, amounts } of nation.flatMap((resident) => resident.taxes)) {
    const of = (id: string) => amount(amounts, id)
    assert.ok(Object.values(amounts).every(Number.isSafeInteger), `${fiscalYear}`)
    const total = Math.max(0, of('salaryIncome') + of('publicPensionIncome') + of('businessIncome'))
    assert.equal(of('totalIncomeAmount'), total)
    const deductions = Object.keys(amounts).filter((id) => id.endsWith('Deduction') && id !== 'totalDeduction')
    const totalDeduction = deductions.reduce((sum, id) => sum + of(id), 0)
    assert.equal(of('totalDeduction'), totalDeduction)
    const taxable = of('taxableStandardAmount')
    assert.equal(taxable, Math.max(0, Math.floor((total - totalDeduction) / 1000) * 1000))
    const isLevied = of('municipalIncomeLevy') + of('prefecturalIncomeLevy') > 0
    assert.ok(of('municipalIncomeLevy') <= taxable * 0.06 && of('municipalIncomeLevy') % 100 === 0)
    assert.ok(of('prefecturalIncomeLevy') <= taxable * 0.04 && of('prefecturalIncomeLevy') % 100 === 0)
    const expected = isLevied ? '3' : of('municipalPerCapitaLevy') > 0 ? '2' : '1'
    assert.equal(taxation, expected)
    assert.ok(taxation !== '1' || of('prefecturalPerCapitaLevy') === 0)
    assert.ok(of('salaryIncome') <= of('salaryRevenue') && of('salaryIncome') >= 0)
  }
})

test('every child that somebody keeps is kept once', () => {
  for (const members of groupHouseholds(nation)) {
    const children = members.filter((member) => ageOn(member.birthDate, '2025-12-31') < 16 && member.birthDate < '2026')
    const counted = members.map((member) => member.taxes.at(-1)?.amounts.dependentsUnder16 ?? 0)
    assert.equal(
      counted.reduce((sum, count) => sum + count, 0),
      children.length,
    )
  }
})

test('family members are insured under one number with branches of their own', () => {
  const cards = nation.flatMap(({ insurance, householdNumber }) =>
    insurance?.insurer === 'mihon-kenpo' ? [{ ...insurance, householdNumber }] : [],
  )
  assert.ok(cards.length > 300)
  const branches = cards.map((card) => `${card.householdNumber} ${card.symbol} ${card.number} ${card.branchNumber}`)
  assert.equal(new Set(branches).size, branches.length)
  for (const resident of nation.filter((one) => ageOn(one.birthDate, demoDay) >= 75)) {
    assert.equal(resident.insurance?.insurer, 'elsewhere')
  }
})

test('nobody has paid pension contributions for more months than lie between 20 and 59', () => {
  for (const { birthDate, pensionYears } of nation) {
    for (const { paidMonths, months } of pensionYears) {
      assert.ok(paidMonths >= 0 && paidMonths <= 480, birthDate)
      assert.equal(months.length, 12)
    }
    if (ageOn(birthDate, demoDay) < 20 || ageOn(birthDate, demoDay) >= 64) assert.equal(pensionYears.length, 0)
  }
})

test('ten adults hold a card, each with another life', () => {
  const holders = chooseCardHolders(nation)
  const byName = Object.fromEntries(holders.map((holder) => [holder.cardName, holder]))
  assert.equal(holders.length, 10)
  assert.equal(Object.keys(byName).length, 10)
  for (const holder of holders) {
    assert.match(holder.cardName, /^[a-z]{2,12}$/)
    assert.ok(ageOn(holder.birthDate, demoDay) >= 18)
  }
  assert.equal(byName.ken?.taxes.at(-1)?.taxation, '1')
  assert.equal(byName.jiro?.insurance, undefined)
  assert.ok(byName.umeko && byName.umeko.pensionBenefits.length > 0)
  assert.equal(byName.aoi?.isProtected, true)
  assert.deepEqual(new Set(byName.satsuki?.taxes.map((tax) => tax.municipalityCode)), new Set(['482030']))
  assert.equal(byName.hanako?.pensionYears.at(-1)?.category, '3')
  for (const name of ['taro', 'hanako', 'satsuki', 'aoi']) assert.equal(byName[name]?.insurance?.insurer, 'mihon-kenpo')
  assert.equal(byName.taro?.taxes.at(-1)?.amounts.dependentsUnder16, 2)
})

test('every answer about every resident is one that the facts accept', () => {
  const facts = openSandboxFacts(systemClock)
  const provided = facts.listTypes().flatMap((type) => {
    const layout = findLayoutInForce(type, demoDay)
    return layout === undefined ? [] : [{ type: type.id, layout }]
  })
  const households = Map.groupBy(nation, (resident) => resident.householdNumber)
  const answers = new Map<string, number>()
  for (const resident of nation) {
    for (const { type, layout } of provided) {
      for (const { agency: source } of demoCast) {
        const household = households.get(resident.householdNumber) ?? []
        const datum = makeDatum({ resident, household, type, layout, source, asOf: demoDay })
        if (!datum) continue
        const verdict = parseDatum(datum, facts)
        assert.ok(verdict.ok, JSON.stringify(verdict))
        answers.set(type, (answers.get(type) ?? 0) + 1)
      }
    }
  }
  assert.equal(answers.size, 5)
})

test('she who moved in after 1 January has no tax record where she lives now', () => {
  const resident = chooseCardHolders(nation).find(({ cardName }) => cardName === 'satsuki')
  assert.ok(resident)
  const question = {
    resident,
    household: [resident],
    type: 'local-tax',
    layout: getSandboxLayout('local-tax', demoDay),
    asOf: demoDay,
  } as const
  assert.equal(makeDatum({ ...question, source: demoCast[0]?.agency ?? assert.fail() }), undefined)
})
