import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findRareCharacters } from './characters.ts'

test('whoever is called 髙﨑 hears what others may write, and usual names hear nothing', () => {
  assert.deepEqual(
    findRareCharacters('髙﨑𠮷').map(({ character, substitute }) => [character, substitute]),
    [
      ['髙', '高'],
      ['﨑', '崎'],
      ['𠮷', '吉'],
    ],
  )
  assert.deepEqual(findRareCharacters('山田 太郎 ヤマダ・Taro'), [])
})

test('a kanji with a variation selector is named with what is shown where the variant is not known', () => {
  assert.deepEqual(findRareCharacters('葛\u{e0100}城'), [{ character: '葛\u{e0100}', base: '葛', isVariant: true }])
  assert.deepEqual(findRareCharacters('\ufa19'), [
    { character: '\ufa19', base: '\ufa19', isVariant: false, substitute: '神' },
  ])
})

test('radicals that a PDF gave instead of kanji are named with the kanji, and spaces of any width are not rare', () => {
  assert.deepEqual(
    findRareCharacters('\u2f2d\u2fbc\u00a0\u2003\t太郎').map(({ character, substitute }) => [character, substitute]),
    [
      ['\u2f2d', '山'],
      ['\u2fbc', '高'],
    ],
  )
})
