import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { dropDirectionMarks, findDirectionMark } from './direction-marks.ts'

const marks = [0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069].map(
  (point) => String.fromCodePoint(point),
)

test('a mark that turns the direction of writing is found wherever it stands, and dropped', () => {
  for (const mark of marks) {
    assert.equal(findDirectionMark(`03${mark}1234`), '')
    const list = { counters: [{ name: '市民課', phone: `03${mark}-1234` }], version: 1 }
    assert.equal(findDirectionMark(list), 'counters.0.phone')
    assert.deepEqual(dropDirectionMarks(list), { counters: [{ name: '市民課', phone: '03-1234' }], version: 1 })
  }
})

test('names keep the signs that they need: variants, joiners, rare characters', () => {
  for (const name of ['葛\u{e0100}城', '👨‍👩‍👧', '𠮷野', '見本 花子'])
    assert.deepEqual([findDirectionMark(name), dropDirectionMarks(name)], [undefined, name])
})

test('whatever JSON holds is the same but for the marks, of which none is left', () => {
  const unit = fc.oneof(fc.constantFrom(...marks), fc.string({ unit: 'grapheme', minLength: 1, maxLength: 2 }))
  const text = fc.array(unit, { maxLength: 6 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(
      fc.letrec((tie) => ({
        value: fc.oneof(
          { maxDepth: 3 },
          text,
          fc.integer(),
          fc.constant(null),
          fc.array(tie('value'), { maxLength: 3 }),
          fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('value'), { maxKeys: 3, noNullPrototype: true }),
        ),
      })).value,
      (value) => {
        const dropped = dropDirectionMarks(value)
        assert.equal(findDirectionMark(dropped), undefined)
        if (findDirectionMark(value) === undefined) assert.deepEqual(dropped, value)
      },
    ),
  )
})
