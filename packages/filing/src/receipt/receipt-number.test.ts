import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeId } from '@madoguchi/kit'
import fc from 'fast-check'
import { readReceiptNumber, receiptNumberOf } from './receipt-number.ts'

const filing = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((bytes) => makeId('fil', { bytes: () => Uint8Array.from(bytes) }))

test('a number that was given is read as it was given, and names one filing', () => {
  const numbers = new Set<string>()
  fc.assert(
    fc.property(filing, (id) => {
      const number = receiptNumberOf(id)
      assert.match(number, /^MD(-[0-9A-HJKMNP-TV-Z]{4}){3}-[0-9A-HJKMNP-Z*~$=]$/)
      assert.equal(readReceiptNumber(number), number)
      numbers.add(number)
    }),
  )
  assert.ok(numbers.size > 90)
})

test('whoever types it small, with O for 0, I or L for 1, with other hyphens, spaces or wide letters, is understood', () => {
  fc.assert(
    fc.property(filing, fc.constantFrom('i', 'l', 'I', 'L'), (id, one) => {
      const number = receiptNumberOf(id)
      const wide = number.replace(/[!-~]/g, (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0))
      const check = number.at(-1) ?? ''
      const misread = `${number.slice(0, -1).replaceAll('0', 'o').replaceAll('1', one)}${check}`
      const ways = [number.toLowerCase(), number.replaceAll('-', ''), number.replaceAll('-', ' '), wide, misread]
      const bare = number.slice(3)
      for (const typed of [...ways, bare, ` ${bare.toLowerCase()} `, number.replaceAll('-', '−')])
        assert.equal(readReceiptNumber(typed), number, typed)
    }),
  )
})

test('one wrong sign and two neighbours that were swapped are noticed', () => {
  const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  fc.assert(
    fc.property(filing, fc.nat({ max: 11 }), fc.constantFrom(...signs), (id, place, sign) => {
      const bare = receiptNumberOf(id).slice(3).replaceAll('-', '')
      const wrong = `${bare.slice(0, place)}${sign}${bare.slice(place + 1)}`
      if (wrong !== bare) assert.equal(readReceiptNumber(wrong), undefined)
      const swapped = `${bare.slice(0, place)}${bare[place + 1]}${bare[place]}${bare.slice(place + 2)}`
      if (place < 11 && swapped !== bare) assert.equal(readReceiptNumber(swapped), undefined)
    }),
  )
})

test('what is no number is none', () => {
  for (const typed of ['', 'MD', 'MD-', '0'.repeat(12), '0'.repeat(14), 'MD-Z2Z1-5E1C-5798-7', 'MD-Z2Z1-5E1C-579U-6'])
    assert.equal(readReceiptNumber(typed), undefined, typed)
  assert.equal(readReceiptNumber('MD-Z2Z1-5E1C-5798-6'), 'MD-Z2Z1-5E1C-5798-6')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (typed) => void readReceiptNumber(typed)))
})
