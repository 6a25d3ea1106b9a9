import assert from 'node:assert'
import { test } from 'node:test'
import { no, ok, utf8 } from '@madoguchi/kit'
import fc from 'fast-check'
import { readSigningPassword } from './signing-password.ts'

test('what a Japanese keyboard gives becomes the password that the card wants', () => {
  for (const entry of ['ABC123', 'abc123', 'ＡＢＣ１２３', 'ａｂｃ１２３', 'aＢc１2３']) {
    assert.deepEqual(readSigningPassword(entry), ok(utf8.encode('ABC123')), entry)
    assert.deepEqual(readSigningPassword(utf8.encode(entry)), ok(utf8.encode('ABC123')), entry)
  }
  assert.deepEqual(readSigningPassword('ＺＺＺＺＺＺＺＺＺＺＺＺＺＺＺＺ'), ok(utf8.encode('Z'.repeat(16))))
})

test('what can be no password is refused', () => {
  for (const entry of [
    '',
    'ABC12',
    'A'.repeat(17),
    'ABC 123',
    'ABC　123',
    'ABCDEＦ!',
    'ABCDE！',
    'ｱｲｳｴｵｶ',
    'ÀBCDEF',
    'ABCDE\u0000',
  ]) {
    assert.deepEqual(readSigningPassword(entry), no('CARD_PIN_MALFORMED'), entry)
  }
})

test('any entry is read as its NFKC form in upper case, or refused', () => {
  const character = fc.constantFrom(...'AZaz09ＡＺａｚ０９！［｛ｱ -あÀ\u{20B9F}')
  fc.assert(
    fc.property(fc.array(character, { maxLength: 18 }), (characters) => {
      const entry = characters.join('')
      const isPlain = /^[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]*$/.test(entry)
      const expected = entry.normalize('NFKC').toUpperCase()
      const isGood = isPlain && /^[A-Z0-9]{6,16}$/.test(expected)
      assert.deepEqual(readSigningPassword(entry), isGood ? ok(utf8.encode(expected)) : no('CARD_PIN_MALFORMED'))
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 24 }), (bytes) => {
      const before = bytes.slice()
      const read = readSigningPassword(bytes)
      assert(!read.ok || /^[A-Z0-9]{6,16}$/.test(utf8.decode(read.value)))
      assert.deepEqual(bytes, before)
    }),
  )
})
