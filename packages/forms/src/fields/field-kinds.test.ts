import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkAnswer, postParts, readField } from '../flow/check-answer.ts'
import { openScope } from '../flow/scope.ts'
import { everyField, makeTwelveDigits, today } from '../sample-procedure.fixture.ts'
import { arbitraryValue } from './arbitrary-value.fixture.ts'
import { getFieldKind } from './field-kinds.ts'

const scope = openScope([], today)

for (const field of everyField) {
  const kind = getFieldKind(field)

  test(`what was answered to “${field.id}” (${field.kind}) comes back from its own entries as it was`, () => {
    fc.assert(
      fc.property(arbitraryValue(field), (value) => {
        assert.ok(kind.isValue(value))
        const read = readField(field, postParts(kind.render(value, field)), scope)
        assert.deepEqual(read, { ok: true, value })
        assert.deepEqual(checkAnswer(field, value, scope), { ok: true, value })
        assert.notEqual(kind.format(value, field), '')
      }),
    )
  })

  test(`whatever is posted for “${field.id}” (${field.kind}) is refused, or means the same when it is read again`, () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('12', '１２月', '元', 'ｶﾞ', 'yes', '△5', '03(1234)5678'),
    )
    const parts = fc.record(Object.fromEntries(kind.parts.map((part) => [part, fc.array(text, { maxLength: 3 })])))
    fc.assert(
      fc.property(parts, (posted) => {
        const read = readField(field, postParts(posted), scope)
        if (!read.ok || read.value === undefined) return
        assert.deepEqual(readField(field, postParts(kind.render(read.value, field)), scope), read)
      }),
    )
  })

  test(`a value of another shape is no answer to “${field.id}” (${field.kind})`, () => {
    const odd = [
      null,
      [],
      {},
      Number.NaN,
      Number.POSITIVE_INFINITY,
      { choice: 1 },
      { files: [1] },
      { choices: 'a' },
      JSON.parse('{"__proto__":{}}'),
    ]
    for (const value of odd) assert.ok(!kind.isValue(value))
  })
}

test('a My Number is refused in every text that somebody can type, and the refusal does not repeat it', () => {
  const digits = makeTwelveDigits(12_345_678_901)
  for (const field of everyField) {
    for (const part of getFieldKind(field).parts) {
      const read = readField(field, postParts({ [part]: [digits] }), scope)
      assert.deepEqual(read, { ok: false, code: 'FIELD_MY_NUMBER', facts: { part } })
    }
  }
})
