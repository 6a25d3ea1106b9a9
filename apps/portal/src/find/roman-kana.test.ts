import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRoman } from './roman-kana.ts'

test('Japanese in Roman letters is read as kana, as it is typed and as it is spelled', () => {
  for (const [roman, kana] of [
    ['inu', 'いぬ'],
    ['Jidou teate', 'じどう てあて'],
    ['jidōteate', 'じどてあて'],
    ['kaigo hoken', 'かいご ほけん'],
    ['risai shoumei', 'りさい しょうめい'],
    ['risai syoumei', 'りさい しょうめい'],
    ['nintei', 'にんてい'],
    ['shinbun shimbun', 'しんぶん しんぶん'],
    ['kippu matcha', 'きっぷ まっちゃ'],
    ['chiisai tsunami', 'ちいさい つなみ'],
    ["kin'yu", 'きんゆ'],
    ['ｉｎｕ の touroku', 'いぬ の とうろく'],
  ] as const)
    assert.equal(readRoman(roman), kana, roman)
})

test('what is no Japanese in Roman letters stays what it is', () => {
  for (const text of ['犬', '', 'dog', 'child allowance', 'visa inu', 'x', '123'])
    assert.equal(readRoman(text), undefined)
})

test('whatever is typed, it ends, and no Latin letter is left', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-z']{0,40}$/)), (text) => {
      const read = readRoman(text)
      if (read !== undefined) assert.doesNotMatch(read, /[A-Za-z]/)
    }),
  )
})
