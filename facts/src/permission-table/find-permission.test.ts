import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agencies, agencyKinds, informationTypes, isAffairId, isInformationTypeId } from '../index.ts'
import { findPermission, findPermissionBetween } from './find-permission.ts'
import { permissionItems, permissionRules } from './rules.ts'

const at = new Date('2026-11-22T03:00:00Z')

test('a city may ask another for income to decide on child allowance (旧 別表第二 74の項)', () => {
  const rule = findPermission({
    inquirerKind: 'municipality',
    affair: 'child-allowance',
    providerKind: 'municipality',
    type: 'local-tax',
    at,
  })
  assert.equal(rule?.item, '74')
  assert.equal(rule?.needsMandate, false)
  assert.match(rule?.basis ?? '', /74の項/)
})

test('a city may not ask for the pension record of somebody for child allowance, nor for anything under another affair', () => {
  const question = { inquirerKind: 'municipality', providerKind: 'municipality', at } as const
  assert.equal(findPermission({ ...question, affair: 'child-allowance', type: 'long-term-care' }), undefined)
  assert.equal(findPermission({ ...question, affair: 'nursery-care', type: 'local-tax' }), undefined)
  assert.equal(findPermission({ ...question, affair: 'self-information', type: 'local-tax' }), undefined)
})

test('two agencies of several kinds are matched by the kinds that fit', () => {
  const rule = findPermissionBetween({
    inquirer: agencies.mihonShi,
    provider: agencies.mihonNenkin,
    affair: 'child-allowance',
    type: 'pension-benefit',
    at,
  })
  assert.equal(rule?.item, '75')
  assert.equal(rule?.providerKind, 'pension-service')
})

test('the portal may ask for every type, for the person who is there only', () => {
  for (const [id, { providerKinds }] of Object.entries(informationTypes)) {
    assert.ok(isInformationTypeId(id))
    for (const providerKind of providerKinds) {
      const rule = findPermission({ inquirerKind: 'portal', affair: 'self-information', providerKind, type: id, at })
      assert.equal(rule?.needsMandate, true)
    }
  }
  assert.ok(permissionRules.every((rule) => rule.needsMandate === (rule.inquirerKind === 'portal')))
})

test('nothing was permitted on the day before the opening, in Japanese time', () => {
  const question = {
    inquirerKind: 'municipality',
    affair: 'child-allowance',
    providerKind: 'municipality',
    type: 'local-tax',
  } as const
  assert.equal(findPermission({ ...question, at: new Date('2017-11-12T14:59:59Z') }), undefined)
  assert.ok(findPermission({ ...question, at: new Date('2017-11-12T15:00:00Z') }))
})

test('every rule names an affair, a type and kinds that exist, and its provider does hold the type', () => {
  for (const rule of permissionRules) {
    assert.ok(isAffairId(rule.affair))
    assert.ok(isInformationTypeId(rule.type))
    assert.ok(rule.inquirerKind in agencyKinds)
    assert.ok(
      informationTypes[rule.type].providerKinds.some((kind) => kind === rule.providerKind),
      rule.item + rule.type,
    )
  }
})

test('one question has one rule, so the basis in the record is never a matter of luck', () => {
  const cells = permissionRules.map((r) => `${r.inquirerKind} ${r.affair} ${r.providerKind} ${r.type}`)
  assert.equal(new Set(cells).size, cells.length)
})

test('the items of the law are each told once, in order', () => {
  const numbers = permissionItems.map(({ item }) => Number(item.replace('-', '.')))
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
  )
})
