import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { makeStatementNames } from './statement-names.ts'

describe('statement names', () => {
  it('are given to what runs again and again, and stay', () => {
    const names = makeStatementNames()
    const given = [1, 2, 3, 4].map(() => names.find('select 1'))
    assert.deepEqual(given, [undefined, undefined, 'madoguchi_0', 'madoguchi_0'])
  })

  it('are different for different statements', () => {
    const names = makeStatementNames()
    const given = ['select 1', 'select 2'].map((text) => [1, 2, 3].map(() => names.find(text)).at(-1))
    assert.deepEqual(given, ['madoguchi_0', 'madoguchi_1'])
  })

  it('come to an end, so that no connection holds ever more plans', () => {
    const names = makeStatementNames()
    const given = new Set<string | undefined>()
    for (let i = 0; i < 1000; i++) for (let run = 0; run < 3; run++) given.add(names.find(`select ${i}`))
    assert.equal(given.size, 256 + 1)
  })

  it('are not used up by statements that never come twice', () => {
    const names = makeStatementNames()
    for (let i = 0; i < 10_000; i++) names.find(`select ${i}`)
    const given = [1, 2, 3].map(() => names.find('insert'))
    assert.equal(given.at(-1), 'madoguchi_0')
  })
})
