import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FactsFiles } from '../sandbox.ts'
import { readFactsData, readSandboxFacts } from '../sandbox.ts'

function readFiles(): FactsFiles {
  const { types, affairs, kinds, permissions, municipalities } = structuredClone(readSandboxFacts())
  return { types, affairs, permissionTable: { kinds, items: permissions }, municipalities }
}

/** The sandbox's files with another value in one place, such as `types.0.code`. */
function changed(place: string, value: unknown): FactsFiles {
  const files = readFiles()
  const path = place.split('.')
  const last = path.pop() ?? assert.fail()
  let inner: unknown = files
  for (const name of path) inner = (inner as Record<string, unknown>)[name]
  Object.assign(inner as object, { [last]: value })
  return files
}

/** Why facts are refused: the place, and what is wrong there. */
function refusalOf(files: FactsFiles): string {
  try {
    readFactsData(files)
  } catch (error) {
    assert.ok(error instanceof Error && 'code' in error && error.code === 'FACTS_MALFORMED' && 'facts' in error)
    return String((error.facts as { at: unknown }).at)
  }
  return 'taken'
}

const { types, affairs, permissions } = readSandboxFacts()

test('whoever makes a mistake in the facts reads its place, and what is wrong with it', () => {
  const cases: readonly [string, unknown, string][] = [
    ['types.0.name', '地方税', 'taken'],
    ['permissionTable.items.3.affair', 'x-y', 'permissions.3.affair names what is not there'],
    ['permissionTable.items.0.inquirers', ['nobody'], 'permissions.0.inquirers.0 names what is not there'],
    [
      'permissionTable.items.0.providers',
      { municipality: ['household', 'horoscope'] },
      'permissions.0.providers.municipality.1 names what is not there',
    ],
    [
      'permissionTable.items.0.providers',
      { municipality: ['pension-record'] },
      'permissions.0.providers.municipality.0 is a type that no body of this kind holds',
    ],
    ['permissionTable.items.5.validUntil', '2017-11-12', 'permissions.5.validUntil is before the first day'],
    [
      'permissionTable.items.102',
      { ...permissions[0], item: '1-2' },
      'permissions.102 permits what another item permits on the same day',
    ],
    ['types.1.providerKinds', ['wizard'], 'types.1.providerKinds.0 names what is not there'],
    ['types.30', types[0], 'types.30 stands there twice'],
    ['types.0.isSyntheticCode', true, 'types.0.isSyntheticCode does not fit the code'],
    [
      'types.0.layouts.1.validFrom',
      '2026-05-31',
      'types.0.layouts.1.validFrom counts on a day of the layout before, or never',
    ],
    ['types.0.layouts.1.fields.53', types[0]?.layouts[1]?.fields[0], 'types.0.layouts.1.fields.53 stands there twice'],
    ['affairs.95', { ...affairs[0], code: 'JM90000000099999' }, 'affairs.95 stands there twice'],
    ['municipalities.0.code', '482014', 'municipalities.0.code has a wrong check digit'],
  ]
  for (const [place, value, expected] of cases) assert.equal(refusalOf(changed(place, value)), expected)
})

test('refuses words and days that are none, what nobody asked for, and too much of anything', () => {
  const cases: readonly [string, unknown, string][] = [
    ['affairs.0.purpose', '決める', 'affairs.0.purpose'],
    ['affairs.0.name', 'a\u202eb', 'affairs.0.name'],
    ['types.0.plainName', '所得\n税', 'types.0.plainName'],
    ['types.0.plainName', '\ud800', 'types.0.plainName'],
    ['types.0.layouts.0.validFrom', '2026-02-30', 'types.0.layouts.0.validFrom'],
    ['types.0.layouts.0.fields.0.kind', 'code', 'types.0.layouts.0.fields.0.codes'],
    ['types.0.price', 1, 'types.0'],
    ['types', Array(1001).fill(types[0]), 'types'],
    ['permissionTable.items', 'all of them', 'permissions'],
    ['permissionTable.items.0.providers', {}, 'permissions.0.providers'],
    ['permissionTable.kinds', null, 'kinds'],
    ['municipalities.0.postalCodes', ['000-0101'], 'municipalities.0.postalCodes.0'],
  ]
  for (const [place, value, expected] of cases)
    assert.equal(refusalOf(changed(place, value)).split(' ')[0], expected, `${place} ${String(value).slice(0, 20)}`)
})

test('whatever stands in the files is taken whole or refused by name, and never something else', () => {
  const part = fc.constantFrom('types', 'affairs', 'permissionTable', 'municipalities', 'types.0', 'types.0.layouts')
  fc.assert(fc.property(part, fc.jsonValue(), (place, value) => assert.ok(refusalOf(changed(place, value)))))
})
