import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isEmptyQuery, queryLimits, readQuery, writeQuery } from './query.ts'

test('a search stands in its address and is read from it', () => {
  const query = readQuery(new URLSearchParams('where=みほん市&words=犬&category=daily-life&situation=keeping-a-pet'))
  assert.equal(query.where, 'みほん市')
  assert.deepEqual(readQuery(new URL(writeQuery(query), 'https://a.example').searchParams), query)
  assert.equal(writeQuery(query, { words: '', where: '', category: undefined, situation: undefined }), '/procedures')
  assert.equal(isEmptyQuery(query), false)
})

test('what nobody knows is left out, what is too long is cut and said to be', () => {
  const query = readQuery(
    new URLSearchParams({ words: '長'.repeat(500), category: '__proto__', situation: 'toString', procedure: '../x' }),
  )
  assert.equal([...query.words].length, queryLimits.wordsCodePointsMax)
  assert.equal(query.isCut, true)
  assert.deepEqual([query.category, query.situation, query.procedure], [undefined, undefined, undefined])
  assert.equal(isEmptyQuery(readQuery(new URLSearchParams('x=1'))), true)
})

test('whatever stands in an address, a search comes of it that is bounded and survives its own address', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(text, text, text, (where, words, category) => {
      const query = readQuery(new URLSearchParams({ where, words, category }))
      assert.ok([...query.where].length <= queryLimits.whereCodePointsMax)
      assert.ok([...query.words].length <= queryLimits.wordsCodePointsMax)
      const again = readQuery(new URL(writeQuery(query), 'https://a.example').searchParams)
      assert.deepEqual({ ...again, isCut: query.isCut }, query)
    }),
  )
})
