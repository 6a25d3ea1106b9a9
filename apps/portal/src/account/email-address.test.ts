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

test('no mark that turns the direction of writing, and nothing that is not seen, passes: not before, in or behind an address', () => {
  const unseen = ['\u202e', '\u200e', '\u200f', '\u061c', '\u2066', '\u2069', '\u200b', '\u2060', '\u00ad', '\u034f']
  for (const mark of [
    ...unseen,
    '\u3164',
    '\uffa0',
    '\u2800',
    '\ufe0f',
    '\u{e0041}',
    '\u{e000}',
    '\u{10ffff}',
    '\u0085',
  ])
    for (const bad of [
      `${mark}ken@example.jp`,
      `k${mark}en@example.jp`,
      `ken${mark}@example.jp`,
      `ken@exam${mark}ple.jp`,
    ])
      assert.deepEqual(parseEmailAddress(bad), no('EMAIL_MALFORMED'), JSON.stringify(bad))
})

test('nothing that passes has a line break, a space, a bracket or a second at sign in it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('', '@example.jp'), (text, end) => {
      const parsed = parseEmailAddress(text + end)
      if (parsed.ok) assert.match(parsed.value, /^[^\s\p{C}\p{Bidi_Control}<>@,;:]+@[A-Za-z0-9.-]+$/u)
    }),
  )
})
