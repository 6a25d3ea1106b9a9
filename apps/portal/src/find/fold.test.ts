import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { characterVariants } from './character-variants.ts'
import { foldText } from './fold.ts'

test('somebody who types a word another way finds the same', () => {
  const same = [
    ['とうきょう', 'ﾄｳｷｮｳ', 'トーキョー', 'トウキョウ'],
    ['髙橋', '高橋'],
    ['山﨑', '山崎', '山嵜', '山碕'],
    ['渡邉', '渡邊', '渡辺'],
    ['齋藤', '斎藤', '斉藤', '齊藤'],
    ['廣澤', '広沢'],
    ['瀧', '滝'],
    ['龍野', '竜野'],
    ['葛󠄀城', '葛城', '葛 城'],
    ['か゛っこう', 'ガッコウ', 'ｶﾞｯｺｳ', 'がっこー'],
    ['ABC123', 'ａｂｃ１２３'],
    ['要介護・要支援認定', '要介護 要支援認定'],
    ['ヱビス', 'えびす'],
    ['福祉', '福祉'],
  ]
  for (const [first = '', ...others] of same)
    for (const other of others) assert.equal(foldText(other), foldText(first), `${other} ${first}`)
})

test('different words stay different', () => {
  const words = ['犬', '大', '太', '市', '市民', 'いぬ', 'いね', '児童手当', '住居手当', '出生', '出世']
  assert.equal(new Set(words.map(foldText)).size, words.length)
})

test('each variant leads to one form that is no variant itself', () => {
  assert.ok(characterVariants.size > 300)
  for (const [from, to] of characterVariants) {
    assert.equal([...from].length, 1)
    assert.equal(characterVariants.has(to), false, `${from} ${to}`)
  }
})

test('whatever is typed, folding ends, repeats itself alike, and keeps its bound', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const folded = foldText(text)
      assert.equal(folded, foldText(text))
      assert.ok(folded.length <= 18 * text.length)
      assert.doesNotMatch(folded, /[\s\p{M}\p{P}]/u)
    }),
  )
  assert.equal(foldText('ﷺ'.repeat(1000)).length < 18_001, true)
  assert.equal(foldText('́'.repeat(50_000)), '')
})
