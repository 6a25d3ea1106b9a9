import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64url, makeId } from '@madoguchi/kit'
import fc from 'fast-check'
import { base64urlOf, date, digest, instant, linkCode, messageId, partyId } from './fields.ts'

test('takes as digest exactly what 32 bytes look like in base64url', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      assert.equal(digest.safeParse(base64url.encode(bytes)).success, bytes.length === 32)
      assert.equal(linkCode.safeParse(`1.${base64url.encode(bytes)}`).success, bytes.length === 32)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), (text) => {
      if (digest.safeParse(text).success) assert.equal(base64url.encode(base64url.decode(text)), text)
      else assert.throws(() => base64url.decode(text), RangeError)
    }),
  )
})

test('takes as base64url exactly the canonical form of one byte or more, up to the bound', () => {
  const field = base64urlOf(100)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 120 }), (bytes) => {
      const fits = bytes.length > 0 && bytes.length <= 100
      assert.equal(field.safeParse(base64url.encode(bytes)).success, fits)
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_=+/-]{1,12}$/), (text) => {
      if (field.safeParse(text).success) assert.equal(base64url.encode(base64url.decode(text)), text)
    }),
  )
})

test('takes every instant that a Date writes in our era, and only what Date.parse reads', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }), (at) => {
      assert.ok(instant.safeParse(at.toISOString()).success)
      assert.ok(date.safeParse(at.toISOString().slice(0, 10)).success)
    }),
  )
  const digits = fc.stringMatching(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/)
  fc.assert(
    fc.property(digits, (text) => {
      if (instant.safeParse(text).success) assert.ok(Number.isFinite(Date.parse(text)), text)
    }),
    { numRuns: 2000 },
  )
})

test('takes an id that makeId made and a party id in small letters, and nothing with a line end', () => {
  assert.ok(messageId.safeParse(makeId('msg')).success)
  assert.ok(partyId.safeParse('mihon-shi').success)
  for (const bad of [`${makeId('msg')}\n`, makeId('exc'), 'msg_', '']) assert.ok(!messageId.safeParse(bad).success)
  for (const bad of ['mihon-shi\n', 'Mihon', 'a', '1a', '見本市', 'a'.repeat(48)])
    assert.ok(!partyId.safeParse(bad).success)
})
