import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findPaperChanges } from './paper-changes.ts'
import { toPrintable } from './printable-text.ts'

const say = (text: string) => findPaperChanges(text).map(({ why, shown }) => `${why} ${shown}`)

test('names that the paper shows as they were written have nothing said', () => {
  for (const text of ['髙﨑 𠮷田', '辻\u{e0100}', '葛\u{e0100}城', '神\ufe00', 'か\u3099', 'Nguyễn', '一行目\n二行目'])
    assert.deepEqual(say(text), [], text)
})

test('what no font has, what nobody sees, what was lost, and a form that the font does not tell apart are each said', () => {
  assert.deepEqual(say('辻\u{e0102} 葛\u{e0101}'), ['variant 辻', 'variant 葛'])
  assert.deepEqual(say('😀محمد'), [
    'no-glyph 〔U+1F600〕',
    'no-glyph 〔U+0645〕',
    'no-glyph 〔U+062D〕',
    'no-glyph 〔U+062F〕',
  ])
  assert.deepEqual(say('山田\u200b\u3164太郎'), ['hidden 〔U+200B〕', 'hidden 〔U+3164〕'])
  assert.equal(findPaperChanges('山\ufffd')[0]?.why, 'lost')
  assert.equal(findPaperChanges('山\ud800')[0]?.why, 'lost')
  assert.deepEqual(say('A\u{e0100}'), ['variant A'])
})

test('a selector that has nothing to choose the form of is said to be there, and named on the paper', () => {
  for (const [text, code] of [
    ['\u{e0100}山', '〔U+E0100〕'],
    ['葛\u{e0100}\u{e0101}', '〔U+E0101〕'],
    ['山 \ufe00田', '〔U+FE00〕'],
  ] as const) {
    assert.deepEqual(say(text), [`hidden ${code}`], text)
    assert.ok(toPrintable(text, () => true).includes(code), text)
  }
})

test('whatever is written, the same is said of it twice, and each character once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const found = findPaperChanges(text)
      assert.equal(new Set(found.map(({ character }) => character)).size, found.length)
      assert.deepEqual(findPaperChanges(text + text).length >= found.length, true)
    }),
  )
})
