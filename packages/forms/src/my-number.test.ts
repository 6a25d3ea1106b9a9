import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { holdsMyNumber } from './my-number.ts'
import { makeTwelveDigits } from './sample-procedure.fixture.ts'

const body = fc.integer({ min: 0, max: 99_999_999_999 })

test('a My Number is seen in whatever way somebody writes it', () => {
  fc.assert(
    fc.property(body, (value) => {
      const digits = makeTwelveDigits(value)
      const fours = digits.replace(/(.{4})(?=.)/g, '$1 ')
      const wide = digits.replace(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
      const ways = [
        digits,
        fours,
        fours.replaceAll(' ', '-'),
        fours.replaceAll(' ', 'ー'),
        fours.replaceAll(' ', '−'),
        wide,
      ]
      const spread = [[...digits].join(' '), [...digits].join('\u200b'), `番号は${wide}です`, `a${digits}z`]
      for (const text of [...ways, ...spread]) assert.ok(holdsMyNumber(text))
    }),
  )
})

test('eleven or thirteen digits, and twelve that fail the check digit, are no My Number', () => {
  fc.assert(
    fc.property(body, (value) => {
      const digits = makeTwelveDigits(value)
      const wrong = `${digits.slice(0, 11)}${(Number(digits[11]) + 1) % 10}`
      for (const text of [digits.slice(1), `${digits}0`, wrong]) assert.ok(!holdsMyNumber(text))
    }),
  )
})

test('addresses, telephone numbers and dates are none', () => {
  for (const text of ['みほん市1丁目2番3号', '090-1234-5678', '2026-11-22', '〒999-1234', '12,345,678円', '']) {
    assert.ok(!holdsMyNumber(text))
  }
})
