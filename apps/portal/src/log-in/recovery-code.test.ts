import assert from 'node:assert/strict'
import { test } from 'node:test'
import { no, ok, systemRandom } from '@madoguchi/kit'
import fc from 'fast-check'
import { deriveRecoveryKey, formatRecoveryCode, makeRecoveryCode, parseRecoveryCode } from './recovery-code.ts'

const codes = fc
  .uint8Array({ minLength: 26, maxLength: 26 })
  .map((bytes) => makeRecoveryCode({ ...systemRandom, bytes: () => bytes }))

/** As people type: small letters, full width, spaces, O and I. */
function typed(code: string, how: readonly number[]): string {
  const ways: readonly ((sign: string) => string)[] = [
    (sign) => sign,
    (sign) => sign.toLowerCase(),
    (sign) => String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0),
    (sign) => (sign === '0' ? 'o' : sign === '1' ? 'I' : sign),
    (sign) => (sign === '0' ? 'O' : sign === '1' ? 'l' : ` ${sign}　`),
    (sign) => `${sign}ー`,
  ]
  return [...formatRecoveryCode(code)].map((sign, i) => (ways[how[i] ?? 0] ?? ways[0])?.(sign)).join('')
}

test('a printed code is read again, however it is typed', () => {
  fc.assert(
    fc.property(codes, fc.array(fc.nat(5), { minLength: 34, maxLength: 34 }), (code, how) => {
      assert.deepEqual(parseRecoveryCode(typed(code, how)), ok(code))
    }),
  )
})

test('it is 28 signs in seven groups, and no two are alike', () => {
  const code = makeRecoveryCode(systemRandom)
  assert.match(formatRecoveryCode(code), /^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
  assert.notEqual(makeRecoveryCode(systemRandom), code)
})

test('whatever else is typed is no code, and said so before anything is tried', () => {
  const refused = no('RECOVERY_CODE_MALFORMED')
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => assert.deepEqual(parseRecoveryCode(text), refused)))
  const code = makeRecoveryCode(systemRandom)
  for (const bad of ['', code.slice(1), `${code}A`, `U${code.slice(1)}`, code.repeat(40)])
    assert.deepEqual(parseRecoveryCode(bad), refused, bad)
})

test('one sign in another’s place is noticed nearly always', () => {
  let passed = 0
  for (let i = 0; i < 28; i++) {
    const code = makeRecoveryCode(systemRandom)
    const other = code.charAt(i) === 'A' ? 'B' : 'A'
    if (parseRecoveryCode(code.slice(0, i) + other + code.slice(i + 1)).ok) passed += 1
  }
  assert.ok(passed <= 2, String(passed))
})

test('another code and another salt make another key', () => {
  const [one, two] = [makeRecoveryCode(systemRandom), makeRecoveryCode(systemRandom)]
  const salt = systemRandom.bytes(32)
  assert.deepEqual(deriveRecoveryKey(one, salt), deriveRecoveryKey(one, salt))
  assert.notDeepEqual(deriveRecoveryKey(one, salt), deriveRecoveryKey(two, salt))
  assert.notDeepEqual(deriveRecoveryKey(one, salt), deriveRecoveryKey(one, systemRandom.bytes(32)))
})
