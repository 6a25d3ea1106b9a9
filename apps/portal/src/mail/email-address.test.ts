import assert from 'node:assert/strict'
import { test } from 'node:test'
import { no, ok } from '@madoguchi/kit'
import fc from 'fast-check'
import { parseEmailAddress } from './email-address.ts'

test('an address is taken as people type it', () => {
  assert.deepEqual(parseEmailAddress(' ken@example.jp '), ok('ken@example.jp'))
  assert.deepEqual(parseEmailAddress('ｋｅｎ＠ｅｘａｍｐｌｅ．ｊｐ'), ok('ken@example.jp'))
  assert.deepEqual(parseEmailAddress("o'neil+a=b@mail.example.co.jp"), ok("o'neil+a=b@mail.example.co.jp"))
})

test('what is no address, or more than one, is refused', () => {
  for (const bad of ['', 'ken', 'ken@', '@example.jp', 'a@b', 'a b@example.jp', 'a@example.jp,b@example.jp'])
    assert.deepEqual(parseEmailAddress(bad), no('EMAIL_MALFORMED'), bad)
  for (const bad of [
    'a@example.jp\r\nBcc: b@example.jp',
    '<a@example.jp>',
    'a@example.jp\u0000',
    `${'a'.repeat(250)}@example.jp`,
  ])
    assert.deepEqual(parseEmailAddress(bad), no('EMAIL_MALFORMED'), JSON.stringify(bad))
})

test('nothing that passes has a line break, a space, a bracket or a second at sign in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '@example.jp'), (text, end) => {
      const parsed = parseEmailAddress(text + end)
      if (parsed.ok) assert.match(parsed.value, /^[^\s<>@,;:]+@[^\s<>@,;:]+$/)
    }),
  )
})
