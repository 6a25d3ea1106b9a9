import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { hasMyNumberCheckDigit } from '@madoguchi/forms'
import { expandItem } from './edition/expand-item.ts'
import { isLocalGovernmentCode, parseAgencyId, themes } from './index.ts'
import { readSandboxFacts } from './sandbox.ts'

const { types, affairs, permissions, municipalities } = readSandboxFacts()

/** JSON with sorted names. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name as keyof typeof value])}`).join(',')}}`
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

test('the files hold what the tables of the program held before they were data: not a field, a rule or a letter less', () => {
  const fields = types.flatMap(({ layouts }) => layouts.flatMap((layout) => layout.fields))
  const rules = permissions.flatMap(expandItem)
  assert.deepEqual(
    [types.length, fields.length, affairs.length, permissions.length, rules.length, municipalities.length],
    [30, 148, 95, 102, 504, 5],
  )
  assert.equal(digestOf(canonical(types)), '1483c26c8d738394073d5907c0a92853ab656bab41548f3ee13fffe29824f7a8')
  assert.equal(digestOf(canonical(affairs)), '3f01f38dc34a2dd6660d1fb049ea53e541803772d5c097480484c9002a697e00')
  const sorted = rules.map(canonical).sort().join('\n')
  assert.equal(digestOf(sorted), 'b46c91642268aa062c4ce76340f7a9c46572e6b5e8fdec15fb2617f9ef17fac3')
  assert.equal(digestOf(canonical(municipalities)), 'e0c16c8669bc29be047798cf26d711b061a91273fa3a180c3d6470efacdb96a0')
})

test('our codes say that they are synthetic, and no local-government code of ours belongs to a real body', () => {
  for (const { code } of affairs) assert.match(code, /^JM9/)
  for (const { code } of municipalities) assert.ok(Number(code.slice(0, 2)) > 47)
  assert.deepEqual(
    types.filter(({ isSyntheticCode }) => !isSyntheticCode).map(({ id }) => id),
    ['local-tax'],
  )
})

test('a citizen reads a plain name, a theme and one sentence about every type', () => {
  for (const type of types) {
    assert.ok(type.theme in themes)
    assert.match(type.description, /^[^。]{8,50}(です|ます)?。$/)
  }
  assert.equal(new Set(types.map((type) => type.theme)).size, Object.keys(themes).length)
})

test('the items of the law are each told once, in order, and then the citizen’s own', () => {
  const numbers = permissions.filter(({ item }) => item !== 'self').map(({ item }) => Number(item.replace('-', '.')))
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  )
  assert.equal(permissions.at(-1)?.item, 'self')
})

test('the portal may ask for every type of every body that holds it, for the person who is there only', () => {
  const own = permissions.flatMap(expandItem).filter(({ inquirerKind }) => inquirerKind === 'portal')
  const cells = types.flatMap(({ id, providerKinds }) => providerKinds.map((kind) => `${kind} ${id}`))
  assert.deepEqual(own.map(({ providerKind, type }) => `${providerKind} ${type}`).sort(), cells.sort())
  for (const { inquirers, needsMandate } of permissions) assert.equal(needsMandate, inquirers.includes('portal'))
})

test('local-government codes and agency ids have one shape and their check digits', () => {
  for (const code of ['131016', '011002', '141305', '271004', '472018']) assert.ok(isLocalGovernmentCode(code))
  assert.equal(isLocalGovernmentCode('131017'), false)
  for (const bad of ['', 'Mihon', 'a', 'mihon--shi', '-x', 'mihon shi', 'x'.repeat(41), 7, undefined])
    assert.equal(parseAgencyId(bad).ok, false)
})

test('no file of the facts holds a number that could be a My Number (invariant 1)', () => {
  assert.ok(hasMyNumberCheckDigit(['123456', '789018'].join('')))
  const folder = `${import.meta.dirname}/..`
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const text = readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8')
    for (const [digits] of text.matchAll(/(?<![0-9])[0-9]{12}(?![0-9])/g))
      assert.equal(hasMyNumberCheckDigit(digits), false)
  }
})
