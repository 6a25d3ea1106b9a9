import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hasMyNumberCheckDigit } from '@madoguchi/forms'
import type { Layout } from './index.ts'
import {
  affairs,
  agencies,
  agencyKinds,
  findMunicipality,
  findProviders,
  informationTypeIds,
  informationTypes,
  isInsurerNumber,
  isLocalGovernmentCode,
  municipalities,
  parseAgencyId,
  prefecture,
  themes,
} from './index.ts'

function assertUnique(values: readonly string[]): void {
  assert.deepEqual([...new Set(values)], values)
}

test('every code stands for one thing only', () => {
  assertUnique(Object.values(informationTypes).map((type) => type.code))
  assertUnique(Object.values(affairs).map((affair) => affair.code))
  assertUnique(Object.values(agencies).map((agency) => agency.code))
  assertUnique(Object.values(agencies).map((agency) => agency.id))
})

test('codes have the shape of the real ones and say that they are synthetic', () => {
  for (const type of Object.values(informationTypes)) {
    assert.match(type.code, /^TM[0-9]{14}$/)
    assert.equal(type.isSyntheticCode, type.code.startsWith('TM9'))
  }
  for (const affair of Object.values(affairs)) assert.match(affair.code, /^JM9[0-9]{13}$/)
  for (const agency of Object.values(agencies)) assert.match(agency.code, /^9999[0-9]{12}$/)
})

test('no local-government code of ours belongs to a real body, and each has its check digit', () => {
  for (const { code } of [prefecture, ...municipalities]) {
    assert.ok(isLocalGovernmentCode(code))
    assert.ok(Number(code.slice(0, 2)) > 47)
  }
  for (const code of ['131016', '011002', '141305', '271004', '472018']) assert.ok(isLocalGovernmentCode(code))
  assert.equal(isLocalGovernmentCode('131017'), false)
})

test('insurer numbers carry their check digit', () => {
  assert.ok(isInsurerNumber('33120015'))
  assert.ok(isInsurerNumber(agencies.mihonKenpo.insurerNumber ?? ''))
  assert.equal(isInsurerNumber('33120016'), false)
})

test('a citizen reads a plain name, a theme and one sentence about every type', () => {
  for (const type of Object.values(informationTypes)) {
    assert.ok(type.theme in themes)
    assert.match(type.description, /^[^。]{8,50}(です|ます)?。$/)
    for (const kind of type.providerKinds) assert.ok(kind in agencyKinds)
  }
  const inUse = new Set(Object.values(informationTypes).map((type) => type.theme))
  assert.equal(inUse.size, Object.keys(themes).length)
})

test('fields are unique in their layout and two layouts are never in force on one day', () => {
  for (const id of informationTypeIds) {
    const { layouts } = informationTypes[id]
    for (const layout of layouts) assertUnique(layout.fields.map((field) => field.id))
    for (const [at, layout] of layouts.entries()) {
      const before: Layout | undefined = layouts[at - 1]
      assert.ok(before === undefined || (before.validUntil ?? '9999') < layout.validFrom)
    }
  }
})

test('a purpose can be read on with に', () => {
  for (const affair of Object.values(affairs)) assert.match(affair.purpose, /ため$/)
})

test('a citizen finds who holds a type, and nobody where no layout exists', () => {
  assert.deepEqual(
    findProviders('local-tax').map((agency) => agency.id),
    ['mihon-shi', 'aoba-shi'],
  )
  assert.deepEqual(findProviders('medication'), [])
})

test('a city has a place, and an agency id has one shape', () => {
  assert.equal(findMunicipality(agencies.mihonShi.municipalityCode ?? '')?.name, 'みほん市')
  for (const bad of ['', 'Mihon', 'a', 'mihon--shi', '-x', 'mihon shi', 'x'.repeat(41), 7, undefined]) {
    assert.equal(parseAgencyId(bad).ok, false)
  }
})

test('no file of the catalogue holds a number that could be a My Number (invariant 1)', () => {
  assert.ok(hasMyNumberCheckDigit(['123456', '789018'].join('')))
  for (const entry of readdirSync(import.meta.dirname, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const text = readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')
    for (const [digits] of text.matchAll(/(?<![0-9])[0-9]{12}(?![0-9])/g))
      assert.equal(hasMyNumberCheckDigit(digits), false)
  }
})
