import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readCoverage } from './font-coverage.ts'
import { readFonts } from './fonts.ts'
import { toPrintable } from './printable-text.ts'

const coverages = readFonts().map(readCoverage)
const canDraw = (codePoint: number) => coverages.some((covers) => covers(codePoint))

test('the fonts draw the names of people, with their variants', () => {
  for (const text of [
    '髙橋',
    '山﨑',
    '𠮷田',
    '辻\u{e0100}',
    '葛\u{e0101}飾',
    '渡邉 齊藤',
    'マリア ﾏﾘｱ',
    '①㈱',
    '1,234円',
  ]) {
    assert.equal(toPrintable(text, canDraw), text)
  }
})

test('what cannot be drawn, or would hide or turn the text, is named and not dropped', () => {
  assert.equal(toPrintable('a👪b', canDraw), 'a〔U+1F46A〕b')
  assert.equal(toPrintable('\u202egnp.exe', canDraw), '〔U+202E〕gnp.exe')
  assert.equal(toPrintable('a\u200bb\u0000', canDraw), 'a〔U+200B〕b〔U+0000〕')
  assert.equal(toPrintable('a\r\nb\tc', canDraw), 'a b c')
  assert.equal(toPrintable('\ud800', canDraw), toPrintable('\ufffd', canDraw))
})

test('any text becomes one that the fonts can draw entirely', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printable = toPrintable(text, canDraw)
      for (const char of printable) {
        const isSelector = /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u.test(char)
        assert.ok(isSelector || canDraw(char.codePointAt(0) ?? 0))
      }
      assert.equal(toPrintable(printable, canDraw), printable)
    }),
  )
})
